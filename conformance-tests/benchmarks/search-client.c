/*
 * Asks a target the queries of a file over and over, on several connections at once, and prints what it measured as one
 * line of JSON. Z39.50 by the ZOOM interface of YAZ; SRU by plain sockets, so that nothing is measured of an XML parser.
 *
 *   search-client MODE HOST PORT DATABASE CONNECTIONS SECONDS NUMBER FILE
 *
 * MODE: hits (each query once, its hits on a line of their own, nothing timed), search (PQF, no record), present (NUMBER records of a set found before), session (connect, Init, search, present
 * NUMBER, close), sru (a request on a connection kept open), sru-session (on one of its own). A line of FILE is the hits
 * expected, or -1, a tab and the query: PQF, or for SRU the path and query of a URL.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <yaz/zoom.h>

typedef struct {
  long expected;
  char *text;
} query;

typedef struct {
  int first;
  double *times;
  long asked, room;
  long long hits;
  long right, records, failed;
  char failure[200];
} asker;

static const char *mode, *host, *database;
static int port, number, connections;
static double until;
static query *queries;
static int query_count;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void took(asker *a, double seconds) {
  if (a->asked == a->room) {
    a->room = a->room ? a->room * 2 : 4096;
    a->times = realloc(a->times, a->room * sizeof *a->times);
  }
  a->times[a->asked++] = seconds;
}

static void failed(asker *a, const char *why, const char *what) {
  a->failed++;
  snprintf(a->failure, sizeof a->failure, "%s %s", why, what ? what : "");
}

static void counted(asker *a, const query *q, long hits) {
  a->hits += hits;
  if (q->expected < 0 || q->expected == hits) a->right++;
}

/* ---- Z39.50 ---- */

static ZOOM_connection opened(asker *a) {
  char target[300];
  snprintf(target, sizeof target, "%s:%d/%s", host, port, database);
  ZOOM_connection c = ZOOM_connection_create(NULL);
  ZOOM_connection_option_set(c, "preferredRecordSyntax", "unimarc");
  ZOOM_connection_option_set(c, "elementSetName", "F");
  ZOOM_connection_option_set(c, "count", "0");
  ZOOM_connection_option_set(c, "presentChunk", "0");
  ZOOM_connection_connect(c, target, 0);
  const char *message, *addinfo;
  if (ZOOM_connection_error(c, &message, &addinfo)) failed(a, message, addinfo);
  return c;
}

static ZOOM_resultset searched(asker *a, ZOOM_connection c, const query *q) {
  ZOOM_resultset set = ZOOM_connection_search_pqf(c, q->text);
  const char *message, *addinfo;
  if (ZOOM_connection_error(c, &message, &addinfo)) failed(a, message, addinfo);
  return set;
}

/* As many records as there are, raw and not empty. */
static void presented(asker *a, ZOOM_connection c, ZOOM_resultset set, long from, long wanted) {
  ZOOM_record *records = calloc(wanted, sizeof *records);
  ZOOM_resultset_records(set, records, from, wanted);
  const char *message, *addinfo;
  if (ZOOM_connection_error(c, &message, &addinfo)) failed(a, message, addinfo);
  for (long at = 0; at < wanted; at++) {
    int length = 0;
    if (records[at] && ZOOM_record_get(records[at], "raw", &length) && length > 24) a->records++;
    else failed(a, "a record is missing", NULL);
  }
  free(records);
}

static void search(asker *a, ZOOM_connection c, const query *q) {
  double began = now();
  ZOOM_resultset set = searched(a, c, q);
  took(a, now() - began);
  counted(a, q, ZOOM_resultset_size(set));
  ZOOM_resultset_destroy(set);
}

static void present(asker *a, ZOOM_connection c, const query *q) {
  ZOOM_resultset set = searched(a, c, q);
  long hits = ZOOM_resultset_size(set);
  for (long from = 0; from < 4 * number && from + number <= hits && now() < until; from += number) {
    double began = now();
    presented(a, c, set, from, number);
    took(a, now() - began);
    a->right++;
  }
  ZOOM_resultset_destroy(set);
}

static void session(asker *a, const query *q) {
  double began = now();
  ZOOM_connection c = opened(a);
  ZOOM_resultset set = searched(a, c, q);
  long hits = ZOOM_resultset_size(set);
  presented(a, c, set, 0, hits < number ? hits : number);
  ZOOM_resultset_destroy(set);
  ZOOM_connection_destroy(c);
  took(a, now() - began);
  counted(a, q, hits);
}

static int all_hits(void) {
  asker a = {0};
  ZOOM_connection c = opened(&a);
  for (int at = 0; at < query_count; at++) {
    ZOOM_resultset set = searched(&a, c, &queries[at]);
    printf("%ld\n", (long)ZOOM_resultset_size(set));
    ZOOM_resultset_destroy(set);
  }
  ZOOM_connection_destroy(c);
  if (a.failed) fprintf(stderr, "%s\n", a.failure);
  return a.failed > 0;
}

/* ---- SRU ---- */

static int dial(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, host, &address.sin_addr);
  int s = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
  setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect(s, (struct sockaddr *)&address, sizeof address) == 0) return s;
  close(s);
  return -1;
}

static char *buffer_of(size_t *room) {
  *room = 1 << 16;
  return malloc(*room);
}

/* Reads one answer: by its Content-Length, by chunks, or to the end. Returns its length, -1 when it is none. */
static long answer(int s, char **buffer, size_t *room) {
  size_t length = 0;
  long whole = -1;
  int chunked = 0;
  for (;;) {
    if (*room - length < 65536) *buffer = realloc(*buffer, *room *= 2);
    ssize_t got = read(s, *buffer + length, *room - length - 1);
    if (got <= 0) return whole == -1 && got == 0 && length > 0 ? (long)length : -1;
    length += got;
    (*buffer)[length] = 0;
    if (whole == -1 && !chunked) {
      char *body = strstr(*buffer, "\r\n\r\n");
      if (!body) continue;
      char *said = strcasestr(*buffer, "content-length:");
      if (said && said < body) whole = body + 4 - *buffer + atol(said + 15);
      chunked = whole == -1 && strcasestr(*buffer, "transfer-encoding: chunked") != NULL;
    }
    if (chunked && length > 7 && memcmp(*buffer + length - 7, "\r\n0\r\n\r\n", 7) == 0) return length;
    if (whole != -1 && (long)length >= whole) return length;
  }
}

static long occurrences(const char *text, const char *of) {
  long count = 0;
  for (const char *at = text; (at = strstr(at, of)) != NULL; at += strlen(of)) count++;
  return count;
}

static int sru(asker *a, int s, const query *q, char **buffer, size_t *room, int keep) {
  char head[4096];
  int length = snprintf(head, sizeof head, "GET /%s%s HTTP/1.1\r\nHost: %s:%d\r\nConnection: %s\r\n\r\n", database,
                        q->text, host, port, keep ? "keep-alive" : "close");
  double began = now();
  if (s < 0) s = dial();
  if (s < 0 || write(s, head, length) != length) {
    failed(a, "cannot ask", NULL);
    if (s >= 0) close(s);
    return -1;
  }
  long got = answer(s, buffer, room);
  took(a, now() - began);
  char *hits = got > 0 ? strstr(*buffer, "numberOfRecords>") : NULL, *body = got > 0 ? strstr(*buffer, "\r\n\r\n") : NULL;
  char *over = body ? strcasestr(*buffer, "\r\nconnection: close") : NULL; /* servers let a connection ask so many times */
  if (!hits) failed(a, "no answer", got > 0 ? *buffer : NULL);
  else if (strstr(*buffer, "diagnostic>")) failed(a, "a diagnostic to", q->text);
  else {
    long total = atol(hits + 16), records = occurrences(*buffer, "recordPosition>") / 2;
    counted(a, q, total);
    a->records += records;
    if (records != (total < number ? total : number)) failed(a, "records are missing", q->text);
  }
  if (keep && got > 0 && !(over && over < body)) return s;
  close(s);
  return -1;
}

/* ---- */

static void *asks(void *given) {
  asker *a = given;
  ZOOM_connection c = NULL;
  int s = -1, http = strncmp(mode, "sru", 3) == 0, whole = strcmp(mode, "session") == 0;
  size_t room;
  char *buffer = buffer_of(&room);
  if (!http && !whole) c = opened(a);
  for (int at = a->first; now() < until && a->failed < 10; at++) {
    const query *q = &queries[at % query_count];
    if (http) s = sru(a, s, q, &buffer, &room, strcmp(mode, "sru") == 0);
    else if (whole) session(a, q);
    else if (strcmp(mode, "present") == 0) present(a, c, q);
    else search(a, c, q);
  }
  if (c) ZOOM_connection_destroy(c);
  if (s >= 0) close(s);
  free(buffer);
  return NULL;
}

static void read_queries(const char *path) {
  FILE *file = fopen(path, "r");
  char line[4096];
  if (!file) perror(path), exit(2);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\n")] = 0;
    char *tab = strchr(line, '\t');
    if (!tab) continue;
    queries = realloc(queries, (query_count + 1) * sizeof *queries);
    queries[query_count++] = (query){atol(line), strdup(tab + 1)};
  }
  fclose(file);
  if (query_count == 0) fprintf(stderr, "%s holds no query\n", path), exit(2);
}

static int by_size(const void *one, const void *other) {
  double difference = *(const double *)one - *(const double *)other;
  return difference < 0 ? -1 : difference > 0;
}

int main(int count, char **words) {
  if (count != 9) return fprintf(stderr, "search-client MODE HOST PORT DATABASE CONNECTIONS SECONDS NUMBER FILE\n"), 2;
  mode = words[1], host = words[2], port = atoi(words[3]), database = words[4];
  connections = atoi(words[5]), number = atoi(words[7]);
  read_queries(words[8]);
  if (strcmp(mode, "hits") == 0) return all_hits();
  until = now() + atof(words[6]);
  asker *askers = calloc(connections, sizeof *askers);
  pthread_t *threads = calloc(connections, sizeof *threads);
  for (int at = 0; at < connections; at++) {
    askers[at].first = (long)query_count * at / connections;
    pthread_create(&threads[at], NULL, asks, &askers[at]);
  }
  asker all = {0};
  for (int at = 0; at < connections; at++) {
    pthread_join(threads[at], NULL);
    asker *a = &askers[at];
    all.times = realloc(all.times, (all.asked + a->asked + 1) * sizeof *all.times);
    if (a->asked) memcpy(all.times + all.asked, a->times, a->asked * sizeof *a->times);
    all.asked += a->asked, all.hits += a->hits, all.right += a->right, all.records += a->records;
    all.failed += a->failed;
    if (a->failed) strcpy(all.failure, a->failure);
  }
  if (all.failed) return fprintf(stderr, "%ld failed: %s\n", all.failed, all.failure), 1;
  if (all.asked == 0) return fprintf(stderr, "nothing was answered\n"), 1;
  double sum = 0;
  for (long at = 0; at < all.asked; at++) sum += all.times[at];
  qsort(all.times, all.asked, sizeof *all.times, by_size);
  printf("{\"asked\":%ld,\"perSecond\":%.3f,\"p50\":%.6f,\"p99\":%.6f,\"hits\":%lld,\"right\":%ld,\"records\":%ld}\n",
         all.asked, connections * all.asked / sum, all.times[all.asked / 2] * 1000,
         all.times[(long)(all.asked * 0.99)] * 1000, all.hits, all.right, all.records);
  return 0;
}
