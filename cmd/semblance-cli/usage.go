package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/semblance-app/semblance/core/spelling"
)

// usageError is a mistake in the command line, found before any work.
type usageError struct{ sentence string }

func (e *usageError) Error() string { return e.sentence }

func misuse(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// unknownCommand refuses what is no command, with the nearest names.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "the commands are " + strings.Join(commandNames(root), ", ")
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return misuse("there is no command %q; %s", args[0], hint)
}

// explainFlag turns pflag's errors into sentences.
func explainFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.Is(err, pflag.ErrHelp):
		return err
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid):
		return misuse("--%s: %v", invalid.GetFlag().Name, invalid.Unwrap())
	case errors.As(err, &missing):
		kind, _ := pflag.UnquoteUsage(missing.GetFlag())
		return misuse("--%s needs a value: --%[1]s %s", missing.GetFlag().Name, kind)
	}
	return &usageError{err.Error()}
}

func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError) error {
	name := e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		return misuse("%s has no flag -%s; '%s --help' lists those it has", cmd.Name(), name, cmd.CommandPath())
	}
	var owners []string
	for _, c := range cmd.Root().Commands() {
		if c.Flags().Lookup(name) != nil {
			owners = append(owners, c.Name())
		}
	}
	if len(owners) == 1 {
		return misuse("%s has no flag --%s; %s has", cmd.Name(), name, owners[0])
	}
	if len(owners) > 1 {
		return misuse("%s has no flag --%s; %s have", cmd.Name(), name, list(owners))
	}
	if near := nearestFlag(cmd, name); near != "" {
		return misuse("%s has no flag --%s; did you mean --%s?", cmd.Name(), name, near)
	}
	return misuse("%s has no flag --%s; '%s --help' lists those it has", cmd.Name(), name, cmd.CommandPath())
}

// nearestFlag is the flag that a misspelt name most likely stands for, or "".
func nearestFlag(cmd *cobra.Command, name string) string {
	best, nearest := 3, ""
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		d := spelling.Distance(name, f.Name)
		if strings.HasPrefix(f.Name, name) {
			d = 0
		}
		if d < best {
			best, nearest = d, f.Name
		}
	})
	return nearest
}

// arguments checks the number of positional arguments; names says what they are.
func arguments(least, most int, names string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return misuse("%s needs %s", cmd.Name(), names)
		case len(args) > most && most == 0:
			return misuse("%s takes no arguments, but was given %q", cmd.Name(), args[0])
		case len(args) > most:
			return misuse("%s takes %s; %q is one too many", cmd.Name(), names, args[most])
		}
		return nil
	}
}
