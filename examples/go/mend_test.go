// SPDX-License-Identifier: Apache-2.0

package mend

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"mend/internal/kit"
)

var (
	now   = time.Date(2024, 3, 15, 1, 0, 0, 0, time.UTC)
	clerk = Actor{ID: "li", Roles: []string{"customer_service"}}
	boss  = Actor{ID: "wang", Roles: []string{"cs_supervisor", "supervisor"}, Grade: "senior"}
)

func standard(t testing.TB) *Policy {
	t.Helper()
	policy, err := NewPolicy("standard@1")
	if err != nil {
		t.Fatal(err)
	}
	return policy
}

func question(key string) Args {
	return Args{Action: "register", Actor: clerk, Key: key, Fields: map[string]any{
		"service_type": "consultation", "channel": "chat", "tier": "ordinary", "customer_name": "王芳",
		"customer_phone": "13900001111", "preferred_channel": "phone", "fault_description": "如何设置童锁？"}}
}

func note() Args {
	return Args{Action: "add_note", Actor: clerk, Fields: map[string]any{"notes/+1/text": "call back"}}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestPolicy(t *testing.T) {
	policy := standard(t)
	defer policy.Close()
	if policy.ID() != "standard" || policy.Revision() != 1 || len(policy.Digest()) != 64 {
		t.Error("identity", policy.ID(), policy.Revision(), policy.Digest())
	}
	if label := policy.Label(Roles, "engineer", "zh-CN"); label != "维修工程师" {
		t.Error("label", label)
	}
	if names := policy.Names(States); len(names) < 10 || names[0] != "registered" {
		t.Error("states", names)
	}
	document, err := policy.Document()
	if err != nil || !json.Valid(document) {
		t.Error("document", err)
	}
	var f *Fault
	_, err = NewPolicy("{\"mend\": 1,\n \"id\": \"shop\", \"revision\": 1,\n \"stats\": {}}")
	if !errors.As(err, &f) || f.Status != ErrSchema || f.Line != 3 || f.Path != "$.stats" || !strings.Contains(f.Text, "states") {
		t.Error("a fault has its place:", err)
	}
	if _, err = NewPolicy("standrad@1"); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "standard@1") {
		t.Error("an unknown preset is named:", err)
	}
	laid, err := NewPolicy(map[string]any{"mend": 1, "id": "shop", "revision": 2, "extends": "standard@1"},
		`{"label": {"en": "Shop"}}`)
	if err != nil || laid.ID() != "shop" {
		t.Error("documents are laid over each other:", err)
	}
	if _, err = NewPolicy(); !errors.Is(err, ErrInvalid) {
		t.Error("no document:", err)
	}
}

func TestTicket(t *testing.T) {
	policy := standard(t)
	ticket, err := NewTicket()
	must(t, err)
	args := question("")
	args.Ticket = &Identity{Tenant: "shop", Key: "T-1", Number: "T-1"}
	result, err := ticket.Act(policy, args, now)
	must(t, err)
	if len(result.Events) == 0 || ticket.State() != "registered" || ticket.Stage() != "new" || ticket.NextDue().IsZero() {
		t.Error("opened", ticket.State(), ticket.Stage(), ticket.NextDue())
	}
	if phone, err := ticket.Get("customer_phone"); err != nil || phone != "139****1111" {
		t.Error("masked", phone, err)
	}
	if _, err := ticket.Get("seriel"); !errors.Is(err, ErrUnknownField) {
		t.Error("an unknown field", err)
	}
	record, err := ticket.Save()
	must(t, err)
	slots, err := ticket.Slots()
	must(t, err)
	for _, again := range []func() (*Ticket, error){
		func() (*Ticket, error) { return LoadTicket(record) },
		func() (*Ticket, error) { return Replay(slots, result.Events) },
	} {
		other, err := again()
		must(t, err)
		if bytes, err := other.Save(); err != nil || string(bytes) != string(record) {
			t.Error("the same again", err)
		}
	}
	for name, ask := range map[string]func() ([]byte, error){
		"view": func() ([]byte, error) { return ticket.View(policy) }, "clocks": func() ([]byte, error) { return ticket.Clocks(policy, now) },
		"facts":   func() ([]byte, error) { return ticket.Facts(policy, now) },
		"sheet":   func() ([]byte, error) { return ticket.Sheet(policy, "registration", now) },
		"actions": func() ([]byte, error) { return ticket.Actions(policy, boss, now) },
	} {
		if answer, err := ask(); err != nil || !json.Valid(answer) || bytes.Contains(answer, []byte("13900001111")) {
			t.Error(name, err)
		}
	}
	if tried, err := ticket.Try(policy, note(), now); err != nil || len(tried.Events) != 1 || ticket.Revision() != 1 {
		t.Error("trying changes nothing", err)
	}
	if ticked, err := ticket.Tick(policy, now.Add(72*time.Hour)); err != nil || len(ticked.Events) == 0 {
		t.Error("time passes", err)
	}
}

func TestRefusal(t *testing.T) {
	policy := standard(t)
	ticket, err := NewTicket()
	must(t, err)
	ticket.Lang = "zh-CN"
	args := Args{Action: "register", Actor: clerk, Ticket: &Identity{Tenant: "shop", Key: "T-1"},
		Fields: map[string]any{"service_type": "consultation", "channel": "chat", "tier": "gold"}}
	_, err = ticket.Act(policy, args, now)
	refused := RefusalOf(err)
	if refused == nil || !errors.Is(err, ErrIncomplete) || !errors.Is(err, ErrRefused) || errors.Is(err, ErrWrongRole) {
		t.Fatal(err)
	}
	if len(refused.Reasons) < 4 || refused.Reasons[0].Code != "CHOICE_UNKNOWN" ||
		refused.Reasons[1].Params["field"] != "customer_name" || !strings.Contains(refused.Reasons[1].Text, "客户") {
		t.Error(refused.Reasons)
	}
	if ticket.State() != "" {
		t.Error("nothing has changed", ticket.State())
	}
}

func TestBadText(t *testing.T) {
	policy := standard(t)
	ticket, err := NewTicket()
	must(t, err)
	for text, want := range map[string]Status{"{\"action\": \"\xff\"}": ErrUTF8, "{": ErrSyntax, "": ErrSyntax} {
		if _, err := ticket.Act(policy, text, now); !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	args := question("")
	args.Ticket = &Identity{Tenant: "shop", Key: "T-1"}
	args.Fields["customer_name"] = "A\x00B"
	if _, err := ticket.Act(policy, args, now); err == nil || ticket.State() != "" {
		t.Error("a NUL in a name", err)
	}
	ticket.Lang = "zh\x00CN"
	if _, err := ticket.View(policy); !errors.Is(err, ErrInvalid) {
		t.Error("a NUL in a tag", err)
	}
	if _, err := LoadTicket([]byte("nonsense")); !errors.Is(err, ErrCorrupt) {
		t.Error("a damaged record", err)
	}
	if _, err := ticket.Tick(policy, time.Unix(1<<60, 0)); err == nil {
		t.Error("an instant beyond all years")
	}
}

func TestDesk(t *testing.T) {
	desk, err := NewDesk(NewMemory().Seat(), "shop", standard(t))
	must(t, err)
	defer desk.Close()
	ticket, result, err := desk.Open(question("k1"), now)
	must(t, err)
	if ticket.Number() != "SR-202403150001" || result.Replayed {
		t.Error(ticket.Number(), result.Replayed)
	}
	again, result, err := desk.Open(question("k1"), now.Add(time.Minute))
	if err != nil || again.Number() != ticket.Number() || !result.Replayed {
		t.Error("a command sent again counts once", err)
	}
	other := question("k1")
	other.Fields["tier"] = "key"
	if _, _, err = desk.Open(other, now); !errors.Is(err, ErrKeyReused) {
		t.Error("the same key for something else", err)
	}
	_, err = desk.Act(ticket.Key(), Args{Action: "judge", Actor: boss, Fields: map[string]any{"level": "p3",
		"level_reason": "普通咨询", "impact": "minor_function", "service_way": "remote"}}, now.Add(2*time.Minute))
	must(t, err)
	_, err = desk.Act(ticket.Key(), Args{Action: "close", Actor: clerk}, now.Add(3*time.Minute))
	if refused := RefusalOf(err); refused == nil || refused.Reasons[0].Code != "STATE_NOT_OPEN" {
		t.Error("refused", err)
	}
	found, err := desk.Page(ByState, "judged", "", 10)
	if err != nil || len(found) != 1 || found[0].Key() != ticket.Key() {
		t.Error("listed", err)
	}
	swept, err := desk.Sweep(now.Add(72*time.Hour), SweepOptions{Batch: 10})
	if err != nil || swept.Ticked != 1 || len(swept.Failed) != 0 {
		t.Error("swept", swept, err)
	}
	log, err := desk.History(ticket.Key())
	must(t, err)
	stored, err := desk.Read(ticket.Key())
	must(t, err)
	slots, _ := stored.Slots()
	replayed, err := Replay(slots, log)
	must(t, err)
	a, _ := stored.Save()
	if b, _ := replayed.Save(); string(a) != string(b) {
		t.Error("the log gives the ticket again")
	}
	notices, err := desk.Pending("", 100)
	if err != nil || len(notices) == 0 || desk.Sent(notices[0].Key, true) != nil || !errors.Is(desk.Sent(notices[0].Key, true), ErrNotFound) {
		t.Error("notices", err)
	}
	if reply, err := desk.Door(map[string]any{"op": "show", "key": ticket.Key()}, now); err != nil || !bytes.Contains(reply, []byte(`"OK"`)) {
		t.Error("door", string(reply), err)
	}
	late := now.Add(72 * time.Hour)
	for expected, request := range map[string]any{"NOT_FOUND": map[string]any{"op": "show", "key": "T-0"},
		"STATE_NOT_OPEN": map[string]any{"op": "act", "key": ticket.Key(), "args": Args{Action: "close", Actor: clerk}}} {
		if reply, err := desk.Door(request, late); err != nil || !bytes.Contains(reply, []byte(expected)) {
			t.Error("door", string(reply), err)
		}
	}
	if _, err := desk.Read("T-0"); !errors.Is(err, ErrNotFound) {
		t.Error("not there", err)
	}
}

func TestBatchAndUnits(t *testing.T) {
	desk, err := NewDesk(NewMemory().Seat(), "shop", standard(t))
	must(t, err)
	defer desk.Close()
	broken := errors.New("broken")
	must(t, desk.Batch(func() error { _, _, err := desk.Open(question(""), now); return err }))
	if err := desk.Batch(func() error { _, _, _ = desk.Open(question(""), now); return broken }); err != broken {
		t.Error(err)
	}
	if tickets, err := desk.Page(All, "", "", 10); err != nil || len(tickets) != 1 {
		t.Error("a batch is kept whole or not at all", len(tickets), err)
	}
	unit, err := NewUnit(map[string]any{"kind": "unit", "tenant": "shop", "key": "U1", "serial": "U1"})
	must(t, err)
	must(t, desk.PutUnit(unit))
	if back, err := desk.Unit("U1"); err != nil || back.Kind() != "unit" {
		t.Error(err)
	}
	if _, err := desk.Unit("U2"); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

// broken is a store that fails as it is told to.
type broken struct {
	*Seat
	load, commit func() error
}

func (b *broken) Load(tenant, key string) ([]byte, int64, error) {
	if b.load != nil {
		return nil, 0, b.load()
	}
	return b.Seat.Load(tenant, key)
}

func (b *broken) Commit(change *Change) error {
	if b.commit != nil {
		return b.commit()
	}
	return b.Seat.Commit(change)
}

func TestStoreThatFails(t *testing.T) {
	store := &broken{Seat: NewMemory().Seat()}
	desk, err := NewDesk(store, "shop", standard(t))
	must(t, err)
	defer desk.Close()
	ticket, _, err := desk.Open(question(""), now)
	must(t, err)
	cable := errors.New("the cable is out")
	var f *Fault
	store.load = func() error { return cable }
	if _, err := desk.Act(ticket.Key(), note(), now); !errors.Is(err, ErrIO) || !errors.Is(err, cable) {
		t.Error("an error is the cause", err)
	}
	store.load = func() error { panic("no way") }
	_, err = desk.Act(ticket.Key(), note(), now)
	if p := (*Panic)(nil); !errors.As(err, &f) || !errors.As(err, &p) || p.Value != "no way" || f.Status != ErrIO {
		t.Error("a panic is the cause", err)
	}
	store.load = func() error { return fmt.Errorf("over there: %w", ErrBusy) }
	if _, err := desk.Act(ticket.Key(), note(), now); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), "over there") {
		t.Error("a status inside an error", err)
	}
	store.load, store.commit = nil, func() error { panic("half way") }
	if _, err := desk.Act(ticket.Key(), note(), now); !errors.Is(err, ErrUnknown) {
		t.Error("after a panic in Commit nobody knows", err)
	}
	lost := false
	store.commit = func() error {
		if store.commit = nil; lost {
			return nil
		}
		lost = true
		return ErrConflict
	}
	if _, err := desk.Act(ticket.Key(), note(), now); err != nil {
		t.Error("a conflict is met by deciding again", err)
	}
	if back, err := desk.Read(ticket.Key()); err != nil || back.Revision() != 2 {
		t.Error("only what succeeded is there", err)
	}
}

// least has the three methods that are needed, and no more.
type least struct{ seat *Seat }

func (l least) Load(tenant, key string) ([]byte, int64, error) { return l.seat.Load(tenant, key) }
func (l least) Recall(tenant, id string) ([]byte, error)       { return l.seat.Recall(tenant, id) }
func (l least) Commit(change *Change) error                    { return l.seat.Commit(change) }

func TestLeastStore(t *testing.T) {
	desk, err := NewDesk(least{NewMemory().Seat()}, "shop", standard(t))
	must(t, err)
	defer desk.Close()
	args := question("")
	args.Ticket = &Identity{Key: "T-1", Number: "T-1"}
	ticket, _, err := desk.Open(args, now)
	must(t, err)
	if _, err := desk.History(ticket.Key()); !errors.Is(err, ErrUnsupported) {
		t.Error(err)
	}
}

func TestManyGoroutines(t *testing.T) {
	memory, policy := NewMemory(), standard(t)
	var wait sync.WaitGroup
	var lock sync.Mutex
	numbers := map[string]bool{}
	for i := 0; i < 8; i++ {
		wait.Add(1)
		go func(i int) {
			defer wait.Done()
			desk, err := NewDesk(memory.Seat(), "shop", policy)
			if err != nil {
				t.Error(err)
				return
			}
			defer desk.Close()
			for n := 0; n < 20; n++ {
				ticket, _, err := desk.Open(question(fmt.Sprintf("%d-%d", i, n)), now)
				if err != nil {
					t.Error(err)
					return
				}
				lock.Lock()
				numbers[ticket.Number()] = true
				lock.Unlock()
			}
		}(i)
	}
	wait.Wait()
	if len(numbers) != 160 {
		t.Error("every number once", len(numbers))
	}
}

func TestStoreKit(t *testing.T) {
	memory := NewMemory()
	report := filepath.Join(t.TempDir(), "report.txt")
	failed := kit.Run(func(table unsafe.Pointer) int32 {
		fillTable(table, newSeat(memory.Seat()))
		return 0
	}, report)
	text, err := os.ReadFile(report)
	must(t, err)
	if failed != 0 || bytes.Count(text, []byte("\n")) < 80 {
		t.Errorf("%d failed\n%s", failed, text)
	}
}

func TestNothingIsLeft(t *testing.T) {
	policy := standard(t)
	for i := 0; i < 500; i++ {
		if _, err := NewDesk(NewMemory().Seat(), "shop", policy); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < 5; i++ {
		runtime.GC()
	}
}
