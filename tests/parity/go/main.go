// Command parity runs stories and vectors by Go, to be held against those of other languages (parity.c tells the files).
//
//	parity desk FOLDER < steps.jsonl       on a desk with the store in memory
//	parity door FOLDER < door.jsonl        by the document door; every reply must be the one that stands there
//	parity vectors FILE < requests.jsonl   what `driver --requests` has written; FILE gets every answer
//
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"mend"
)

type object = map[string]any

func need(err error) {
	if err != nil {
		panic(err)
	}
}

// canonical is a line as the door writes it: members sorted.
func canonical(value any) []byte {
	const before = `{"status":"OK","value":`
	reply, err := mend.Door(nil, object{"op": "canonical", "value": value})
	need(err)
	return append(reply[len(before):len(reply)-1], '\n')
}

// lines gives each line of the standard input to work.
func lines(work func(line []byte)) {
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if err != nil {
			return
		}
		work(line[:len(line)-1])
	}
}

// ---- stories on a desk ----

type ticket struct{ Name, Key string }

type request struct {
	Op, Lang, Key, ID string
	Args, Unit        json.RawMessage
}

type line struct {
	Story, Tenant string
	Policy        json.RawMessage
	Tickets       []ticket
	Now           int64
	Request       json.RawMessage
}

type story struct {
	path             string
	desk             *mend.Desk
	answers, notices bytes.Buffer
}

func newStory(folder string, head line) *story {
	policy, err := mend.NewPolicy(head.Policy)
	need(err)
	desk, err := mend.NewDesk(mend.NewMemory().Seat(), head.Tenant, policy)
	need(err)
	name := strings.TrimSuffix(filepath.Base(head.Story), ".story")
	return &story{path: filepath.Join(folder, name), desk: desk}
}

func (s *story) write(end string, data []byte) { need(os.WriteFile(s.path+end, data, 0o666)) }

// act opens, acts or tries; a refusal is asked for again in the other language.
func (s *story) act(r request, now time.Time) {
	said := object{"op": r.Op}
	for _, s.desk.Lang = range []string{"en", "zh-CN"} {
		var result mend.Result
		var err error
		switch r.Op {
		case "open":
			_, result, err = s.desk.Open(r.Args, now)
		case "act":
			result, err = s.desk.Act(r.Key, r.Args, now)
		default:
			result, err = s.desk.Try(r.Key, r.Args, now)
		}
		var fault *mend.Fault
		if refused := mend.RefusalOf(err); refused != nil {
			said["status"], said[s.desk.Lang] = refused.Status.String(), refused.Reasons
			continue
		} else if errors.As(err, &fault) {
			said["status"], said["path"], said["text"] = fault.Status.String(), fault.Path, fault.Text
			continue
		}
		need(err)
		events := []json.RawMessage{}
		for _, event := range result.Events {
			events = append(events, event)
		}
		said["status"], said["replayed"], said["events"] = "MEND_OK", result.Replayed, events
		break
	}
	s.answers.Write(canonical(said))
}

func (s *story) sweep(now time.Time) {
	swept, err := s.desk.Sweep(now, mend.SweepOptions{})
	need(err)
	more, next := 0, int64(-1<<63)
	if swept.More {
		more = 1
	}
	if !swept.NextDue.IsZero() {
		next = swept.NextDue.UnixMilli()
	}
	s.answers.Write(canonical(object{"op": "sweep", "due": swept.Due, "ticked": swept.Ticked, "conflicts": swept.Conflicts,
		"failed": len(swept.Failed), "events": swept.Events, "more": more, "next_due": next}))
}

// ask puts any other question in both languages; once if it leaves an event.
func (s *story) ask(raw json.RawMessage, r request, now time.Time) {
	for _, lang := range []string{"en", "zh-CN"} {
		if r.Op == "reveal" && lang == "en" {
			continue
		}
		asked := strings.Replace(string(raw), `"lang":"`+r.Lang+`"`, `"lang":"`+lang+`"`, 1)
		reply, err := s.desk.Door(asked, now)
		need(err)
		s.answers.Write(append(reply, '\n'))
	}
}

func (s *story) step(l line) {
	var r request
	need(json.Unmarshal(l.Request, &r))
	now := time.UnixMilli(l.Now)
	switch r.Op {
	case "open", "act", "try":
		s.act(r, now)
	case "sweep":
		s.sweep(now)
	case "pending":
		rows, err := s.desk.Pending("", 100)
		need(err)
		for _, row := range rows {
			s.notices.Write(canonical(object{"id": row.Key, "attempts": row.Number, "notice": json.RawMessage(row.Data)}))
		}
	case "sent":
		need(s.desk.Sent(r.ID, true))
	case "unit_put":
		unit, err := mend.NewUnit(r.Unit)
		need(err)
		need(s.desk.PutUnit(unit))
	default:
		s.ask(l.Request, r, now)
	}
}

func (s *story) end(tickets []ticket) {
	for _, t := range tickets {
		log, err := s.desk.History(t.Key)
		need(err)
		stored, err := s.desk.Read(t.Key)
		need(err)
		record, err := stored.Save()
		need(err)
		slots, err := stored.Slots()
		need(err)
		s.write("."+t.Name+".jsonl", append(bytes.Join(log, []byte("\n")), '\n'))
		s.write("."+t.Name+".record", record)
		s.write("."+t.Name+".slots", slots)
		replayed, err := mend.Replay(slots, log)
		need(err)
		if again, err := replayed.Save(); err != nil || !bytes.Equal(again, record) {
			panic(s.path + "." + t.Name + ": replayed, it is another ticket")
		}
	}
	s.write(".answers.jsonl", s.answers.Bytes())
	s.write(".notices.jsonl", s.notices.Bytes())
	units, err := s.desk.Door(object{"op": "units", "max": 100}, time.UnixMilli(0))
	need(err)
	s.write(".units.json", units)
	s.desk.Close()
}

func stories(folder string) bool {
	calls := 0
	var told *story
	lines(func(bytes []byte) {
		var given line
		need(json.Unmarshal(bytes, &given))
		switch {
		case given.Story != "":
			told = newStory(folder, given)
		case given.Tickets != nil:
			told.end(given.Tickets)
		default:
			told.step(given)
			calls++
		}
	})
	fmt.Println(calls, "calls of the desk, 0 wrong")
	return calls > 0
}

// ---- the document door ----

func replies() bool {
	calls, wrong := 0, 0
	var policy *mend.Policy
	before := []byte(`{"request":`)
	lines(func(text []byte) {
		if !bytes.HasPrefix(text, before) {
			var head line
			need(json.Unmarshal(text, &head))
			if head.Policy != nil {
				var err error
				policy, err = mend.NewPolicy(head.Policy)
				need(err)
			}
			return
		}
		asked, expected, _ := bytes.Cut(text[len(before):len(text)-1], []byte(`,"reply":`))
		calls++
		reply, err := mend.Door(policy, asked)
		need(err)
		if !bytes.Equal(reply, expected) {
			wrong++
			fmt.Println("another reply to", string(asked))
		}
	})
	fmt.Println(calls, "calls of the door,", wrong, "wrong")
	return calls > 0 && wrong == 0
}

// ---- vectors ----

// asked is what a reply comes to: its "out", why a rule refused, or its error by reason, else by status.
func asked(request string) any {
	reply, err := mend.Door(nil, request)
	need(err)
	var said struct {
		Out             json.RawMessage
		Refused, Status string
		Error           struct{ Reason string }
	}
	need(json.Unmarshal(reply, &said))
	if said.Out != nil {
		return said.Out
	}
	for _, code := range []string{said.Refused, said.Error.Reason, said.Status} {
		if code != "" {
			return object{"err": code}
		}
	}
	return nil
}

type played struct {
	Mode   string
	Size   int
	Events [][2]string
}

func drawn(store mend.NumberStore, counter string) int64 {
	before, err := store.Draw("vectors", counter, 1, 1, 1, 999999999999999999)
	need(err)
	if before == nil {
		return 1
	}
	return *before + 1
}

// reserve gives numbers when they are reserved or, without gaps, when they are committed.
func reserve(given played) any {
	store, gapless := mend.NewMemory().Seat(), given.Mode == "gapless"
	held, numbers, gaps := map[string]int64{}, map[string]int64{}, []int64{}
	for _, event := range given.Events {
		who := event[1]
		number, open := held[who]
		switch {
		case event[0] == "reserve" && gapless:
			held[who] = 0
		case event[0] == "reserve":
			held[who] = drawn(store, "number")
		case !open:
			return object{"err": "NOT_RESERVED"}
		case event[0] == "commit" && gapless:
			numbers[who] = drawn(store, "number")
			delete(held, who)
		case event[0] == "commit":
			numbers[who] = number
			delete(held, who)
		default:
			if !gapless {
				gaps = append(gaps, number)
			}
			delete(held, who)
		}
	}
	return object{"numbers": numbers, "gaps": gaps, "next": drawn(store, "number")}
}

// block gives numbers in blocks: a desk for each node, all on one memory.
func block(given played) any {
	policy, err := mend.NewPolicy(object{"mend": 1, "id": "vectors", "revision": 1,
		"roles":  object{"clerk": object{"order": 1}},
		"states": object{"shut": object{"order": 1, "stage": "closed"}},
		"actions": object{"open": object{"order": 1, "opens": true, "to": "shut", "roles": []string{"clerk"},
			"number": "number"}},
		"numbers": object{"number": object{"order": 1, "pattern": "{SEQ:1}", "block": given.Size}}})
	need(err)
	memory, nodes, numbers := mend.NewMemory(), map[string]*mend.Desk{}, [][2]any{}
	for _, event := range given.Events {
		what, who := event[0], event[1]
		if what == "restart" {
			nodes[who].Close()
			delete(nodes, who)
			continue
		}
		if nodes[who] == nil {
			nodes[who], err = mend.NewDesk(memory.Seat(), "vectors", policy)
			need(err)
		}
		ticket, _, err := nodes[who].Open(mend.Args{Action: "open", Actor: mend.Actor{ID: "driver", Roles: []string{"clerk"}}},
			time.UnixMilli(0))
		need(err)
		number, err := strconv.Atoi(ticket.Number())
		need(err)
		numbers = append(numbers, [2]any{who, number})
	}
	return object{"numbers": numbers, "next_block": drawn(memory.Seat(), "number/")}
}

func vectors(path string) bool {
	cases, wrong := 0, 0
	var answers bytes.Buffer
	lines(func(text []byte) {
		var given struct {
			ID, Op, Request string
			In              json.RawMessage
			Out             json.RawMessage
		}
		need(json.Unmarshal(text, &given))
		var got any
		if given.Request != "" {
			got = asked(given.Request)
		} else {
			var events played
			need(json.Unmarshal(given.In, &events))
			got = map[string]func(played) any{"reserve": reserve, "block": block}[given.Op](events)
		}
		said := canonical(got)
		answers.Write(said)
		cases++
		if expected := canonical(given.Out); !bytes.Equal(said, expected) {
			wrong++
			fmt.Printf("%s: expected %s got %s", given.ID, expected, said)
		}
	})
	need(os.WriteFile(path, answers.Bytes(), 0o666))
	fmt.Println(cases, "cases,", wrong, "wrong")
	return cases > 0 && wrong == 0
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "parity desk|door|vectors FOLDER < FILE")
		os.Exit(2)
	}
	run := map[string]func(string) bool{"desk": stories, "door": func(string) bool { return replies() }, "vectors": vectors}
	if !run[os.Args[1]](os.Args[2]) {
		os.Exit(1)
	}
}
