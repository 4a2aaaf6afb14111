package preferences

import "fyne.io/fyne/v2"

// Provider has a fyne.App use a Store in place of a file of its own: give it to
// SetCloudProvider, which is Fyne's way to that. There is no cloud.
type Provider struct{ Store *Store }

var _ fyne.CloudProviderPreferences = Provider{}

// CloudPreferences implements fyne.CloudProviderPreferences.
func (p Provider) CloudPreferences(fyne.App) fyne.Preferences { return p.Store }

// ProviderName implements fyne.CloudProvider.
func (Provider) ProviderName() string { return "Semblance" }

// ProviderDescription implements fyne.CloudProvider.
func (Provider) ProviderDescription() string { return "A file of your own" }

// ProviderIcon implements fyne.CloudProvider.
func (Provider) ProviderIcon() fyne.Resource { return nil }

// Setup implements fyne.CloudProvider.
func (Provider) Setup(fyne.App) error { return nil }

// Cleanup implements fyne.CloudProvider.
func (Provider) Cleanup(fyne.App) {}
