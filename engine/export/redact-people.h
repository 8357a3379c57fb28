/* SPDX-License-Identifier: MIT */
/*
 * People: persons in a text, by the words that lead to them, by given names, and by accounts that are made
 * of their names. Shapes of redact-find.c: a pattern, and what is done with a match.
 */
#ifndef ERRWALK_EXPORT_REDACT_PEOPLE_H
#define ERRWALK_EXPORT_REDACT_PEOPLE_H

#include <stdbool.h>

#include "errwalk/pattern.h"
#include "redact-names.h"
#include "redact-part.h"

/* A word of a name: Anna, O'Brien, Müller-Lüdenscheidt, McKay. */
#define PERSON "\\p{Lu}[\\p{L}\\p{M}]{0,20}+(?:(?:['\\x{2019}]\\p{Lu}|-\\p{Lu}?)[\\p{L}\\p{M}]{1,20}+){0,3}+"
#define AT_WORD "(?<![\\w.@\\\\/'\\x{2019}-])"
#define AFTER_WORD "(?![\\w@\\\\-]|\\.\\w)"

/* Words that a person follows, with what may stand between. */
#define PEOPLE_LEADS \
    "(?i:mr|mrs|ms|miss|dr|prof|sir|madam|herr|frau|hr|fru|mme|mlle|monsieur|madame|m|se\xc3\xb1or|" \
    "se\xc3\xb1ora|sr|sra|kolleg(?:e|in)|colleagues?|managers?|supervisor|boss|technician|engineer|" \
    "agent|employee|customer|visitor|patient|student|teacher|nurse|contact|owner|requester|assignee|" \
    "caller|approver|reporter|spoke (?:to|with)|speak (?:to|with)|talk(?:ed)? (?:to|with)|" \
    "chat(?:ted)? with|met(?: with)?|met|meeting with|ask|ask for|inform|remind|ring|called(?: by)?|phoned|rang|reached|emailed|" \
    "mailed|messaged|texted|asked|told|informed|reminded|visited|helped|gave|(?:waiting|message|ticket|" \
    "loan|account|mailbox|password) for|assigned to|escalated (?:to|by)|forwarded to|sent to|handed over to|" \
    "(?:approved|reported|requested|confirmed|created|seen|signed|closed|raised|opened|logged) by|" \
    "behalf of|according to|agreed with|checked with|follow up with|voicemail (?:from|for)|call from|anrufer(?:in)?|per|by phone with|" \
    "thanks|thank you|regards|cheers|sincerely|signed|hi|hello|dear|cc|attn|" \
    "anruf von|r\xc3\xbc""ckruf an|gr\xc3\xbc\xc3\x9f""e|" \
    "(?:name|caller|user|owner|manager|boss|contact) (?:is|was)|name of the caller is|name is|" \
    "this is|i am|i'm|its|her|his)"
#define PEOPLE_BETWEEN "(?:[.,:]?[ \\n]{1,2}+|: {0,8}+)(?i:(?:mr|mrs|ms|dr|herr|frau)\\.? )?+"

/* What stands before a name and nothing else. */
#define PEOPLE_TITLES "(?i:mr|mrs|ms|miss|dr|prof|herr|frau|fru|mme|mlle|sra)"

/* What a person, and hardly a thing, does. */
#define PEOPLE_VERBS \
    "(?:says|said|called|calls|replied|wrote|asked|wants|confirmed|confirms|tried|agreed|approved|thinks|" \
    "noticed|insists|complains|knows|believes|promised|remembers|mentioned|explained|offered|works from|" \
    "is back|is away|is on (?:leave|holiday|vacation)|is in (?:a|the) meeting|is out|is sick|" \
    "ruft|sagt|schreibt|meldet)\\b"

/* Group 1 is a name after a word that leads to people. */
bool people_take_led(struct names *names, const char *text, const struct pattern_span *spans);

/* The match is a title and a short word with a capital, "Mr Le": of a word of everyday both together are a name. */
bool people_take_titled(struct names *names, const char *text, const struct pattern_span *spans);

/* Group 1 is a word with a capital: a given name counts, and what of the person follows it. */
bool people_take_given(struct names *names, const char *text, const struct pattern_span *spans);

/* Groups 1 and 2 are two words with capitals: both unknown, they are a person. */
bool people_take_two(struct names *names, const char *text, const struct pattern_span *spans);

/* Group 1 is who does what people do, or has the form of a family name (O'Brien). */
bool people_take_doer(struct names *names, const char *text, const struct pattern_span *spans);

/* Words with a capital that also stand behind one or two letters, as in "jsmith is locked, told Smith": both are
 * names. */
void people_read_accounts(struct names *names, const char *text);

/* The names that an account or the local part of an address is made of: anna and berger of anna.berger,
 * smith of jsmith2. `kind` is that of the account: where it is kept, so are they. */
void people_add_account(struct names *names, enum redact_kind kind, struct part account);

#endif
