package ui

import (
	"context"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/resultcache"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/plotting/recipe"
	"github.com/semblance-app/semblance/ui/model"
)

// library opens studies from disk and from the embedded samples; each has a
// store of its own that prepares layers once.
type library struct {
	memory  func() int64       // bytes of prepared layers to keep; nil is the default
	results *resultcache.Cache // nil keeps none
}

func (l library) Open(ctx context.Context, path string, o study.OpenOptions) (*model.Opened, error) {
	return l.opened(study.OpenEndpointWith(ctx, path, o))
}

func (l library) OpenPair(ctx context.Context, a, b string, o study.OpenOptions) (*model.Opened, error) {
	return l.opened(study.OpenPairWith(ctx, a, b, o))
}

func (l library) OpenSample(ctx context.Context, name string, o study.OpenOptions) (*model.Opened, error) {
	fsys, err := assets.OpenSample(name)
	if err != nil {
		return nil, err
	}
	return l.opened(study.OpenFSWith(ctx, fsys, name, o))
}

func (l library) opened(s *study.Study, err error) (*model.Opened, error) {
	if err != nil {
		return nil, err
	}
	var kept int64
	if l.memory != nil {
		kept = l.memory()
	}
	opened := &model.Opened{Study: s, Source: representation.NewStore(s, kept), Catalog: s}
	if l.results != nil {
		opened.Results = func(s *study.Study) recipe.Results { return l.results.For(s) }
	}
	return opened, nil
}
