/* SPDX-License-Identifier: MIT */
/*
 * The map: the whole flow as a tree, to see where one is, what is ruled out and what is to come, and to
 * go back to a step of the trail.
 */
#include <config.h>

#include "map-private.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "tui/frame/frame.h"
#include "tui/screens/trail.h"
#include "map-screen.h"

static struct map_screen *map_of(const struct screen *screen)
{
    union {
        const struct screen *screen;
        struct map_screen *map;
    } as = {.screen = screen};

    return as.map;
}

static const struct outline_row *focused(const struct screen *screen)
{
    return &map_of(screen)->tree.map->outline->rows[screen->form.focus];
}

static enum map_state state_here(const struct screen *screen)
{
    return map_of(screen)->tree.map->steps[focused(screen)->step->index];
}

static bool on_here(const struct screen *screen)
{
    return state_here(screen) == MAP_HERE;
}

/* What was answered at the step in focus, where that can be taken back; or NULL. */
static const struct event *answer_here(const struct screen *screen)
{
    const struct event *event = map_of(screen)->tree.map->events[focused(screen)->step->index];

    return event && !on_here(screen) && session_is_answer(event) ? event : NULL;
}

/* And can be gone back to. */
static bool on_trail(const struct screen *screen)
{
    return answer_here(screen) != NULL && screen_has_trail(screen);
}

static bool elsewhere(const struct screen *screen)
{
    return !on_here(screen) && !on_trail(screen);
}

static bool has_above(const struct screen *screen)
{
    return screen->form.focus > 0;
}

static bool has_below(const struct screen *screen)
{
    const struct tree *tree = &map_of(screen)->tree;

    return tree_place(tree, screen->form.focus) + 1 < tree->count;
}

static bool can_unfold(const struct screen *screen)
{
    return map_of(screen)->tree.folded[screen->form.focus];
}

static bool can_follow(const struct screen *screen)
{
    return focused(screen)->refers;
}

static bool can_fold(const struct screen *screen)
{
    return tree_can_fold(&map_of(screen)->tree, screen->form.focus) && !can_unfold(screen);
}

static bool can_leave(const struct screen *screen)
{
    return has_above(screen) && !can_fold(screen);
}

static bool has_folded(const struct screen *screen)
{
    const struct tree *tree = &map_of(screen)->tree;

    return tree->count < tree->map->outline->count;
}

static bool has_unfolded(const struct screen *screen)
{
    const struct tree *tree = &map_of(screen)->tree;
    size_t i;

    for (i = 1; i < tree->count; i++) {
        if (!tree->folded[tree->visible[i]] && tree_can_fold(tree, tree->visible[i]))
            return true;
    }
    return false;
}

static bool not_on_here(const struct screen *screen)
{
    return screen->form.focus != map_of(screen)->tree.map->here;
}

static bool has_flows(const struct screen *screen)
{
    return map_of(screen)->flow_count > 1;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "go back", "go back to this step, after saying what that drops",
     on_trail},
    {ACTION_CHOOSE, {KEYS_ENTER}, "walk on", "go on with the walk", on_here},
    {ACTION_CHOOSE, {KEYS_ENTER}, "why not", "say why one cannot go to this step", elsewhere},
    {ACTION_CLOSE, {0x1b, 'm', 'b', KEYS_FUNCTION(KEY_BACKSPACE)}, "close", "back to the walk",
     NULL},
    {ACTION_DETAILS, {'d', '\t'}, "details", "all about this step", NULL},
    {ACTION_UNFOLD, {KEYS_FUNCTION(KEY_RIGHT), '+', 'l'}, "unfold", "show what is below",
     can_unfold},
    {ACTION_UNFOLD, {KEYS_FUNCTION(KEY_RIGHT), '+', 'l'}, "follow", "to where the step is shown",
     can_follow},
    {ACTION_FOLD, {KEYS_FUNCTION(KEY_LEFT), '-', 'h'}, "fold", "hide what is below", can_fold},
    {ACTION_FOLD, {KEYS_FUNCTION(KEY_LEFT), '-', 'h'}, "up a level",
     "to the step that leads here", can_leave},
    {ACTION_OTHER_FLOW, {'p', '['}, "flow before", "the map of a flow that was walked before",
     has_flows},
    {ACTION_DOWN, {KEYS_FUNCTION(KEY_DOWN), 'j'}, NULL, "down", has_below},
    {ACTION_UP, {KEYS_FUNCTION(KEY_UP), 'k'}, NULL, "up", has_above},
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' '}, NULL, "a page down", has_below},
    {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE), 'u'}, NULL, "a page up", has_above},
    {ACTION_FIRST, {KEYS_FUNCTION(KEY_HOME), 'g'}, NULL, "to the first step", has_above},
    {ACTION_LAST, {KEYS_FUNCTION(KEY_END), 'G'}, NULL, "to the last line", has_below},
    {ACTION_WHERE, {'@', 'w'}, NULL, "to where you are", not_on_here},
    {ACTION_UNFOLD_ALL, {'*', 'x'}, NULL, "unfold all", has_folded},
    {ACTION_FOLD_ALL, {'_', 'f'}, NULL, "fold all but the first level", has_unfolded},
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

static void make_details(struct map_screen *map)
{
    const struct screen *screen = &map->screen;

    lines_clear(&map->details);
    if (map->parts.details_rows)
        map_details(&map->details,
                    &(struct lines_style){.canvas = &screen->context->canvas,
                                          .walk = screen->context->walk,
                                          .width = map->parts.details_columns - 1,
                                          .role = ROLE_PLAIN},
                    map->tree.map, screen->form.focus);
}

void map_focus(struct map_screen *map, size_t row)
{
    struct form *form = &map->screen.form;
    const struct tree *tree = &map->tree;
    size_t place = tree_place(tree, row), top = tree_place(tree, form->body_top);
    size_t rows = map->parts.rows ? map->parts.rows : 1; /* none where the window is too small */
    size_t last = tree->count > rows ? tree->count - rows : 0;

    if (tree->visible[place] != form->focus)
        form->on_match = false;
    if (place < top)
        top = place;
    if (place >= top + rows)
        top = place + 1 - rows;
    form->focus = tree->visible[place];
    form->body_top = tree->visible[top < last ? top : last];
    make_details(map);
}

static void layout(struct screen *screen, const struct layout_frame *frame)
{
    struct map_screen *map = map_of(screen);

    map->parts = map_parts(frame, map->flow_count > 1);
    map_focus(map, screen->form.focus);
}

/* To the row so many places further, as far as there are. */
static void move_by(struct map_screen *map, bool down, size_t places)
{
    const struct tree *tree = &map->tree;
    size_t place = tree_place(tree, map->screen.form.focus);

    if (down)
        place = place + places < tree->count ? place + places : tree->count - 1;
    else
        place = place > places ? place - places : 0;
    map_focus(map, tree->visible[place]);
}

static void unfold(struct map_screen *map)
{
    const struct outline_row *at = focused(&map->screen);
    size_t row = map->screen.form.focus;

    if (at->refers) {
        row = map->tree.map->outline->shown[at->step->index];
        tree_reveal(&map->tree, row);
    } else {
        tree_fold(&map->tree, row, false);
    }
    map_focus(map, row);
}

static void fold(struct map_screen *map)
{
    size_t row = map->screen.form.focus;

    if (can_fold(&map->screen))
        tree_fold(&map->tree, row, true);
    else
        row = focused(&map->screen)->parent;
    map_focus(map, row);
}

static struct effect say_why_not(struct map_screen *map)
{
    const struct screen *screen = &map->screen;

    buffer_clear(&map->said);
    if (state_here(screen) == MAP_OPEN) {
        buffer_string(&map->said, "Not reached yet: your answers decide whether you come here");
    } else if (state_here(screen) == MAP_TRAIL) {
        buffer_string(&map->said, answer_here(screen)
                                      ? "There is no way back in an exam"
                                      : "This went on by itself: go back to the step before it");
    } else {
        buffer_string(&map->said, "Ruled out: go back to ");
        frame_step_name(&map->said, map_branch(map->tree.map, focused(screen)->step)->node.id);
        buffer_string(&map->said, " and answer differently");
    }
    return (struct effect){EFFECT_MESSAGE, .text = buffer_text(&map->said)};
}

static struct effect choose(struct map_screen *map)
{
    const struct screen *screen = &map->screen;

    if (on_here(screen))
        return (struct effect){.kind = EFFECT_CLOSE};
    if (on_trail(screen))
        return trail_go_back(screen->context, answer_here(screen));
    return say_why_not(map);
}

/* False where the flow is gone. */
static bool show_flow(struct map_screen *map, size_t index)
{
    const struct walk *walk = map->screen.context->walk;
    struct moment now = moment_now(walk_session(walk));
    const struct event *entered = moment_entered(now, index);
    const struct flow *flow;
    struct map *map_of_flow = NULL;
    struct tree tree;

    flow = entered ? walk_entered(walk, entered->to_flow) : NULL;
    if (!flow)
        return false;
    map_new(flow, walk_session(walk), &map_of_flow);
    tree_new(&tree, map_of_flow);
    tree_free(&map->tree);
    memory_free(map->text_at);
    map->text_at = NULL;
    buffer_free(&map->texts);
    buffer_clear(&map->screen.form.needle);
    map->screen.form.found = map->screen.form.here = 0;
    map->tree = tree;
    map->flow = index;
    map->screen.form.focus = map_of_flow->here;
    map->screen.form.body_top = 0;
    return true;
}

static struct effect open_details(const struct map_screen *map)
{
    return (struct effect){EFFECT_OPEN, .open = map_details_new(map->screen.context, map->tree.map,
                                                                map->screen.form.focus)};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct map_screen *map = map_of(screen);
    const size_t page = map->parts.rows > 1 ? map->parts.rows - 1 : 1;

    (void)key;
    switch (action) {
    case ACTION_UP:
    case ACTION_DOWN:
        move_by(map, action == ACTION_DOWN, 1);
        break;
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        move_by(map, action == ACTION_PAGE_DOWN, page);
        break;
    case ACTION_FIRST:
    case ACTION_LAST:
        move_by(map, action == ACTION_LAST, map->tree.count);
        break;
    case ACTION_UNFOLD:
        unfold(map);
        break;
    case ACTION_FOLD:
        fold(map);
        break;
    case ACTION_UNFOLD_ALL:
    case ACTION_FOLD_ALL:
        tree_fold_all(&map->tree, action == ACTION_FOLD_ALL);
        map_focus(map, screen->form.focus);
        break;
    case ACTION_WHERE:
        tree_reveal(&map->tree, map->tree.map->here);
        map_focus(map, map->tree.map->here);
        break;
    case ACTION_OTHER_FLOW:
        if (show_flow(map, map->flow ? map->flow - 1 : map->flow_count - 1))
            map_focus(map, screen->form.focus);
        break;
    case ACTION_DETAILS:
        return open_details(map);
    default:
        return choose(map);
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static bool click(struct screen *screen, int y, int x)
{
    struct map_screen *map = map_of(screen);
    const struct tree *tree = &map->tree;
    const int from_top = y - map->parts.top;
    size_t place;

    if (from_top < 0 || (size_t)from_top >= map->parts.rows || x >= (int)map->parts.columns)
        return false;
    place = tree_place(tree, screen->form.body_top) + (size_t)from_top;
    if (place >= tree->count)
        return false;
    if (tree->visible[place] == screen->form.focus)
        return true;
    map_focus(map, tree->visible[place]);
    return false;
}

static void free_map(struct screen *screen)
{
    struct map_screen *map = map_of(screen);

    tree_free(&map->tree);
    memory_free(map->text_at);
    buffer_free(&map->texts);
    buffer_free(&map->said);
    lines_free(&map->details);
}

struct screen *map_screen_new(const struct context *context)
{
    static const struct screen_class map_class = {
        .name = "map",
        .overlay = true,
        .wide = true,
        .bindings = bindings,
        .layout = layout,
        .update = update,
        .view = map_view,
        .finder = &map_finder,
        .click = click,
        .free = free_map,
    };
    struct map_screen *map = screen_new(sizeof *map, &map_class, context);
    struct moment now = moment_now(walk_session(context->walk));
    const struct event *entered;
    size_t here = 0;

    for (map->flow_count = 0; (entered = moment_entered(now, map->flow_count)); map->flow_count++) {
        if (strcmp(entered->to_flow, moment_flow(now)) == 0)
            here = map->flow_count;
    }
    if (show_flow(map, here))
        return &map->screen;
    screen_free(&map->screen);
    return NULL;
}
