/* SPDX-License-Identifier: MIT */
/*
 * Ids of sessions; see the header.
 */
#include <config.h>

#include "errwalk/session-id.h"

#include <string.h>

enum { TIME_DIGITS = 10, OLD_LENGTH = 8 };

static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

int session_id_digit(char letter)
{
    const char *digit;

    if (letter >= 'A' && letter <= 'Z')
        letter += 'a' - 'A';
    letter = letter == 'o' ? '0' : letter == 'i' || letter == 'l' ? '1' : letter;
    digit = letter ? strchr(alphabet, letter) : NULL;
    return digit ? (int)(digit - alphabet) : -1;
}

void session_id_make(int64_t milliseconds, const unsigned char random[SESSION_ID_RANDOM],
                     char id[SESSION_ID_SIZE])
{
    uint64_t time = milliseconds < 0 ? 0 : (uint64_t)milliseconds & (((uint64_t)1 << 48) - 1);
    unsigned bits = 0, held = 0;
    int i;

    for (i = TIME_DIGITS; i--; time >>= 5)
        id[i] = alphabet[time & 31];
    for (i = TIME_DIGITS; i < SESSION_ID_LENGTH; i++) {
        if (held < 5) {
            bits = bits << 8 | *random++;
            held += 8;
        }
        held -= 5;
        id[i] = alphabet[bits >> held & 31];
    }
    id[i] = '\0';
}

bool session_id_read(const char *text, char id[SESSION_ID_SIZE])
{
    size_t i;

    for (i = 0; text[i]; i++) {
        int digit = session_id_digit(text[i]);

        if (i == SESSION_ID_LENGTH || digit < 0)
            return false;
        id[i] = alphabet[digit];
    }
    id[i] = '\0';
    return true;
}

bool session_id_is_valid(const char *text)
{
    size_t length = strspn(text, alphabet);

    return !text[length] &&
           (length == OLD_LENGTH || (length == SESSION_ID_LENGTH && text[0] <= '7'));
}

const char *session_id_ending(const char *id, size_t letters)
{
    size_t length = strlen(id);

    return id + (length > letters ? length - letters : 0);
}
