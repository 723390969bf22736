// A store in memory: for tests, and as a model of what each method has to do.
//
// SPDX-License-Identifier: Apache-2.0

package mend

import (
	"crypto/rand"
	"encoding/hex"
	"sort"
	"strings"
	"sync"
)

// Memory keeps tickets for the life of the program. Seats of it are stores; they may be used from several goroutines, one
// each. A batch works on a copy of everything, which takes the place of the whole when it is kept; meanwhile others read
// what was there before, and their writing is ErrBusy.
type Memory struct {
	lock  sync.Mutex
	data  *memoryData
	batch *Seat
}

// NewMemory is an empty one.
func NewMemory() *Memory { return &Memory{data: newMemoryData()} }

// Seat is a store on it, for one desk.
func (m *Memory) Seat() *Seat { return &Seat{memory: m} }

// Seat is a store on a Memory.
type Seat struct {
	memory *Memory
	own    *memoryData // of the batch; nil: none is open
	seenID string      // the last notice of the last page, whose place is known though it may be gone
	seenAt int
}

type name struct{ tenant, key string }

type memoryTicket struct {
	change     *Change // the last one
	claim      string
	claimUntil int64
}

type memoryNotice struct {
	id       name
	ticket   string
	place    int
	attempts int64
	data     []byte
}

type memoryUnit struct {
	serial   string
	record   []byte
	revision int64
}

// memoryData is everything; a value in it is replaced, never changed, so that a copy of the maps is a copy of it all.
type memoryData struct {
	tickets  map[name]memoryTicket
	events   map[name][]Event
	numbers  map[name]string // ticket number -> key
	commands map[name]memoryCommand
	counters map[name]int64
	units    map[name]memoryUnit
	notices  []memoryNotice
	places   int
}

type memoryCommand struct {
	ticket  string
	outcome []byte
}

func newMemoryData() *memoryData {
	return &memoryData{map[name]memoryTicket{}, map[name][]Event{}, map[name]string{}, map[name]memoryCommand{},
		map[name]int64{}, map[name]memoryUnit{}, nil, 0}
}

func copied[V any](from map[name]V) map[name]V {
	to := make(map[name]V, len(from))
	for key, value := range from {
		to[key] = value
	}
	return to
}

func (d *memoryData) copy() *memoryData {
	return &memoryData{copied(d.tickets), copied(d.events), copied(d.numbers), copied(d.commands), copied(d.counters),
		copied(d.units), append([]memoryNotice(nil), d.notices...), d.places}
}

// reading runs with the data as this seat sees it.
func (s *Seat) reading(work func(d *memoryData) error) error {
	s.memory.lock.Lock()
	defer s.memory.lock.Unlock()
	if s.own != nil {
		return work(s.own)
	}
	return work(s.memory.data)
}

// writing does the same unless somebody else has a batch open. work checks everything before it writes anything.
func (s *Seat) writing(work func(d *memoryData) error) error {
	return s.reading(func(d *memoryData) error {
		if s.memory.batch != nil && s.memory.batch != s {
			return ErrBusy
		}
		return work(d)
	})
}

// Load is Store's.
func (s *Seat) Load(tenant, key string) (record []byte, revision int64, err error) {
	err = s.reading(func(d *memoryData) error {
		ticket, ok := d.tickets[name{tenant, key}]
		if !ok {
			return ErrNotFound
		}
		record, revision = ticket.change.Record, ticket.change.Revision
		return nil
	})
	return record, revision, err
}

// Recall is Store's.
func (s *Seat) Recall(tenant, idempotency string) (outcome []byte, err error) {
	err = s.reading(func(d *memoryData) error {
		command, ok := d.commands[name{tenant, idempotency}]
		if !ok {
			return ErrNotFound
		}
		outcome = command.outcome
		return nil
	})
	return outcome, err
}

// Commit is Store's.
func (s *Seat) Commit(change *Change) error {
	return s.writing(func(d *memoryData) error {
		if err := d.check(change); err != nil {
			return err
		}
		d.apply(change)
		return nil
	})
}

func (d *memoryData) check(change *Change) error {
	key := name{change.Tenant, change.Key}
	if _, known := d.commands[name{change.Tenant, change.Idempotency}]; known && change.Idempotency != "" {
		return ErrExists
	}
	ticket, there := d.tickets[key]
	if change.Expected == 0 && there {
		return ErrDuplicate
	}
	if change.Expected > 0 && (!there || ticket.change.Revision != change.Expected) {
		return ErrConflict
	}
	if change.Claim != "" && ticket.claim != change.Claim {
		return ErrConflict
	}
	owner, taken := d.numbers[name{change.Tenant, change.Indexes[ByNumber]}]
	if change.Indexes[ByNumber] != "" && taken && owner != change.Key {
		return ErrDuplicate
	}
	return d.checkUnits(change)
}

func (d *memoryData) checkUnits(change *Change) error {
	for _, unit := range change.Units {
		if d.units[name{change.Tenant, unit.Key}].revision != unit.Expected {
			return ErrConflict
		}
	}
	return nil
}

func (d *memoryData) apply(change *Change) {
	key := name{change.Tenant, change.Key}
	if old, there := d.tickets[key]; there {
		delete(d.numbers, name{change.Tenant, old.change.Indexes[ByNumber]})
	}
	if number := change.Indexes[ByNumber]; number != "" {
		d.numbers[name{change.Tenant, number}] = change.Key
	}
	d.tickets[key] = memoryTicket{change: change}
	d.events[key] = append(append([]Event(nil), d.events[key]...), change.Events...)
	for _, notice := range change.Notices {
		d.places++
		d.notices = append(d.notices, memoryNotice{name{change.Tenant, notice.ID}, change.Key, d.places, 0, notice.Data})
	}
	if change.Idempotency != "" {
		d.commands[name{change.Tenant, change.Idempotency}] = memoryCommand{change.Key, change.Outcome}
	}
	d.applyUnits(change)
}

func (d *memoryData) applyUnits(change *Change) {
	for _, unit := range change.Units {
		d.units[name{change.Tenant, unit.Key}] = memoryUnit{unit.Serial, unit.Record, unit.Revision}
	}
}

// Events is EventStore's.
func (s *Seat) Events(tenant, key string, after int64, max int) (list []Row, err error) {
	err = s.reading(func(d *memoryData) error {
		for _, event := range d.events[name{tenant, key}] {
			if event.Seq > after && len(list) < max {
				list = append(list, Row{Number: event.Seq, Data: event.Data})
			}
		}
		return nil
	})
	return list, err
}

// Page is PageStore's.
func (s *Seat) Page(tenant string, index Index, value, after string, max int) (list []Row, err error) {
	if index < All || index >= indexCount {
		return nil, ErrUnsupported
	}
	err = s.reading(func(d *memoryData) error {
		behind, there := d.tickets[name{tenant, after}]
		if after != "" && !there {
			return ErrNotFound
		}
		var found []*Change
		for key, ticket := range d.tickets {
			c := ticket.change
			if key.tenant == tenant && (index == All || c.Indexes[index] == value) &&
				(after == "" || newestFirst(behind.change, c)) {
				found = append(found, c)
			}
		}
		sort.Slice(found, func(i, j int) bool { return newestFirst(found[i], found[j]) })
		for i := 0; i < len(found) && i < max; i++ {
			list = append(list, Row{found[i].Key, found[i].Revision, found[i].Record})
		}
		return nil
	})
	return list, err
}

func newestFirst(a, b *Change) bool {
	if a.Opened != b.Opened {
		return a.Opened > b.Opened
	}
	return a.Key < b.Key
}

// Draw is NumberStore's.
func (s *Seat) Draw(tenant, counter string, start, step int64, count int, limit int64) (before *int64, err error) {
	err = s.writing(func(d *memoryData) error {
		last, used := d.counters[name{tenant, counter}]
		end, room := start, true
		steps := int64(count - 1)
		if used {
			end, steps = last, int64(count)
		}
		for ; steps > 0 && room; steps-- { // one by one, so that nothing wraps at the end of the range
			room = end <= limit-step
			end += step
		}
		if !room || end > limit {
			return ErrExhausted
		}
		if used {
			before = &last
		}
		d.counters[name{tenant, counter}] = end
		return nil
	})
	return before, err
}

// Pending is OutboxStore's. A notice that is not there any more begins at the front: better twice than never.
func (s *Seat) Pending(tenant, after string, max int) (list []Row, err error) {
	err = s.reading(func(d *memoryData) error {
		place := 0
		if after == s.seenID {
			place = s.seenAt
		}
		for _, notice := range d.notices {
			if notice.id == (name{tenant, after}) {
				place = notice.place
			}
		}
		for _, notice := range d.notices {
			if notice.id.tenant == tenant && notice.place > place && len(list) < max {
				list = append(list, Row{notice.id.key, notice.attempts, notice.data})
				s.seenID, s.seenAt = notice.id.key, notice.place
			}
		}
		return nil
	})
	return list, err
}

// Sent is OutboxStore's.
func (s *Seat) Sent(tenant, id string, done bool) error {
	return s.writing(func(d *memoryData) error {
		for i, notice := range d.notices {
			if notice.id != (name{tenant, id}) {
				continue
			}
			notices := append([]memoryNotice(nil), d.notices...)
			if done {
				notices = append(notices[:i], notices[i+1:]...)
			} else {
				notices[i].attempts++
			}
			d.notices = notices
			return nil
		}
		return ErrNotFound
	})
}

// Begin is BatchStore's.
func (s *Seat) Begin() error {
	return s.writing(func(d *memoryData) error {
		s.memory.batch, s.own = s, d.copy()
		return nil
	})
}

// End is BatchStore's.
func (s *Seat) End(keep bool) error {
	s.memory.lock.Lock()
	defer s.memory.lock.Unlock()
	if keep {
		s.memory.data = s.own
	}
	s.memory.batch, s.own = nil, nil
	return nil
}

// Close is CloseStore's: a batch that nobody ended is taken back.
func (s *Seat) Close() {
	if s.own != nil {
		_ = s.End(false)
	}
}

// Random is RandomStore's.
func (s *Seat) Random(out []byte) error {
	_, err := rand.Read(out)
	return err
}

// Due is DueStore's.
func (s *Seat) Due(query DueQuery) (list []Due, err error) {
	look := func(d *memoryData) error {
		behind := Due{query.AfterTenant, query.AfterKey, query.AfterDue, ""}
		for key, ticket := range d.tickets {
			if ticket.change.NextDue == nil {
				continue
			}
			due := Due{key.tenant, key.key, *ticket.change.NextDue, ""}
			claimed := ticket.claim != "" && ticket.claimUntil > query.Now
			if due.At <= query.Until && before(behind, due) && (query.Tenant == "" || query.Tenant == key.tenant) &&
				(query.LeaseUntil == nil || !claimed) {
				list = append(list, due)
			}
		}
		sort.Slice(list, func(i, j int) bool { return before(list[i], list[j]) })
		if len(list) > query.Max {
			list = list[:query.Max]
		}
		for i := range list {
			if query.LeaseUntil == nil {
				break
			}
			key := name{list[i].Tenant, list[i].Key}
			token := make([]byte, 16)
			if _, err := rand.Read(token); err != nil {
				return err
			}
			list[i].Token = hex.EncodeToString(token)
			d.tickets[key] = memoryTicket{d.tickets[key].change, list[i].Token, *query.LeaseUntil}
		}
		return nil
	}
	if query.LeaseUntil == nil {
		err = s.reading(look)
	} else {
		err = s.writing(look)
	}
	return list, err
}

func before(a, b Due) bool {
	if a.At != b.At {
		return a.At < b.At
	}
	if c := strings.Compare(a.Tenant, b.Tenant); c != 0 {
		return c < 0
	}
	return a.Key < b.Key
}

// Erase is EraseStore's.
func (s *Seat) Erase(tenant, key string, expected int64) error {
	return s.writing(func(d *memoryData) error {
		ticket, there := d.tickets[name{tenant, key}]
		if !there {
			return ErrNotFound
		}
		if ticket.change.Revision != expected {
			return ErrConflict
		}
		delete(d.tickets, name{tenant, key})
		delete(d.events, name{tenant, key})
		delete(d.numbers, name{tenant, ticket.change.Indexes[ByNumber]})
		for id, command := range d.commands {
			if id.tenant == tenant && command.ticket == key {
				delete(d.commands, id)
			}
		}
		var notices []memoryNotice
		for _, notice := range d.notices {
			if notice.id.tenant != tenant || notice.ticket != key {
				notices = append(notices, notice)
			}
		}
		d.notices = notices
		return nil
	})
}

// LoadUnit is UnitStore's.
func (s *Seat) LoadUnit(tenant, key string) (record []byte, revision int64, err error) {
	err = s.reading(func(d *memoryData) error {
		unit, ok := d.units[name{tenant, key}]
		if !ok {
			return ErrNotFound
		}
		record, revision = unit.record, unit.revision
		return nil
	})
	return record, revision, err
}

// PageUnits is UnitStore's.
func (s *Seat) PageUnits(tenant, serial, after string, max int) (list []Row, err error) {
	err = s.reading(func(d *memoryData) error {
		for key, unit := range d.units {
			if key.tenant == tenant && key.key > after && (serial == "" || unit.serial == serial) {
				list = append(list, Row{key.key, unit.revision, unit.record})
			}
		}
		return nil
	})
	sort.Slice(list, func(i, j int) bool { return list[i].Key < list[j].Key })
	if len(list) > max {
		list = list[:max]
	}
	return list, err
}

// PutUnits is UnitStore's.
func (s *Seat) PutUnits(change *Change) error {
	return s.writing(func(d *memoryData) error {
		if err := d.checkUnits(change); err != nil {
			return err
		}
		d.applyUnits(change)
		return nil
	})
}
