// Package imports holds no code: its test keeps the project's packages in the
// one direction that data goes, files → arrayfile → study → representation →
// similarity → analysis → figure → render → a view or a file.
package imports
