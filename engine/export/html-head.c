/* SPDX-License-Identifier: MIT */
/*
 * The head of a page whose policy allows its own style sheet, by its hash, and nothing else.
 */
#include <config.h>

#include "errwalk/html.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <string.h>

static void put_hash(struct buffer *out, const struct buffer *style)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, style->length, (const uint8_t *)buffer_text(style));
    sha256_digest(&context, sizeof digest, digest);
    base64_encode_raw(text, sizeof digest, digest);
    buffer_append(out, text, sizeof text);
}

void html_head(struct buffer *out, const char *title, const char *more_style)
{
    struct buffer style = {0};

    buffer_string(&style, record_style);
    buffer_string(&style, more_style);
    buffer_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'sha256-");
    put_hash(out, &style);
    buffer_string(out, "'; base-uri 'none'; form-action 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    buffer_string(out, title);
    buffer_printf(out, "</title>\n<style>%s</style>\n</head>\n", buffer_text(&style));
    buffer_free(&style);
}
