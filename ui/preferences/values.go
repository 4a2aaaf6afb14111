package preferences

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
)

var _ fyne.Preferences = (*Store)(nil)

// value is the value of a key, or the fallback where there is none of that type.
func value[T any](s *Store, key string, fallback T) T {
	text, ok := s.get(key)
	if !ok {
		return fallback
	}
	var v T
	if json.Unmarshal(text, &v) != nil {
		return fallback
	}
	return v
}

func set(s *Store, key string, v any) {
	text, err := json.Marshal(v)
	if err != nil { // of a number that is none
		s.complain(err)
		return
	}
	s.change(func(values map[string]json.RawMessage) { values[key] = text })
}

// Bool implements fyne.Preferences.
func (s *Store) Bool(key string) bool { return value(s, key, false) }

// BoolWithFallback implements fyne.Preferences.
func (s *Store) BoolWithFallback(key string, fallback bool) bool { return value(s, key, fallback) }

// SetBool implements fyne.Preferences.
func (s *Store) SetBool(key string, v bool) { set(s, key, v) }

// BoolList implements fyne.Preferences.
func (s *Store) BoolList(key string) []bool { return value(s, key, []bool{}) }

// BoolListWithFallback implements fyne.Preferences.
func (s *Store) BoolListWithFallback(key string, fallback []bool) []bool {
	return value(s, key, fallback)
}

// SetBoolList implements fyne.Preferences.
func (s *Store) SetBoolList(key string, v []bool) { set(s, key, v) }

// Float implements fyne.Preferences.
func (s *Store) Float(key string) float64 { return value(s, key, 0.0) }

// FloatWithFallback implements fyne.Preferences.
func (s *Store) FloatWithFallback(key string, fallback float64) float64 {
	return value(s, key, fallback)
}

// SetFloat implements fyne.Preferences.
func (s *Store) SetFloat(key string, v float64) { set(s, key, v) }

// FloatList implements fyne.Preferences.
func (s *Store) FloatList(key string) []float64 { return value(s, key, []float64{}) }

// FloatListWithFallback implements fyne.Preferences.
func (s *Store) FloatListWithFallback(key string, fallback []float64) []float64 {
	return value(s, key, fallback)
}

// SetFloatList implements fyne.Preferences.
func (s *Store) SetFloatList(key string, v []float64) { set(s, key, v) }

// Int implements fyne.Preferences.
func (s *Store) Int(key string) int { return value(s, key, 0) }

// IntWithFallback implements fyne.Preferences.
func (s *Store) IntWithFallback(key string, fallback int) int { return value(s, key, fallback) }

// SetInt implements fyne.Preferences.
func (s *Store) SetInt(key string, v int) { set(s, key, v) }

// IntList implements fyne.Preferences.
func (s *Store) IntList(key string) []int { return value(s, key, []int{}) }

// IntListWithFallback implements fyne.Preferences.
func (s *Store) IntListWithFallback(key string, fallback []int) []int { return value(s, key, fallback) }

// SetIntList implements fyne.Preferences.
func (s *Store) SetIntList(key string, v []int) { set(s, key, v) }

// String implements fyne.Preferences.
func (s *Store) String(key string) string { return value(s, key, "") }

// StringWithFallback implements fyne.Preferences.
func (s *Store) StringWithFallback(key string, fallback string) string {
	return value(s, key, fallback)
}

// SetString implements fyne.Preferences.
func (s *Store) SetString(key string, v string) { set(s, key, v) }

// StringList implements fyne.Preferences.
func (s *Store) StringList(key string) []string { return value(s, key, []string{}) }

// StringListWithFallback implements fyne.Preferences.
func (s *Store) StringListWithFallback(key string, fallback []string) []string {
	return value(s, key, fallback)
}

// SetStringList implements fyne.Preferences.
func (s *Store) SetStringList(key string, v []string) { set(s, key, v) }

// RemoveValue implements fyne.Preferences.
func (s *Store) RemoveValue(key string) {
	s.change(func(values map[string]json.RawMessage) { delete(values, key) })
}

// AddChangeListener implements fyne.Preferences.
func (s *Store) AddChangeListener(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listeners = append(s.listeners, f)
}

// ChangeListeners implements fyne.Preferences.
func (s *Store) ChangeListeners() []func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.listeners)
}
