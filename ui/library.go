package ui

import (
	"context"

	"github.com/semblance-app/semblance/assets"
	"github.com/semblance-app/semblance/core/representation"
	"github.com/semblance-app/semblance/core/study"
	"github.com/semblance-app/semblance/ui/model"
)

// library opens studies from disk and from the embedded samples; each has a
// store of its own that prepares layers once.
type library struct{}

func (library) Open(ctx context.Context, path string) (*model.Opened, error) {
	return opened(study.Open(ctx, path))
}

func (library) OpenPair(ctx context.Context, a, b string) (*model.Opened, error) {
	return opened(study.OpenPair(ctx, a, b))
}

func (library) OpenSample(ctx context.Context, name string) (*model.Opened, error) {
	fsys, err := assets.OpenSample(name)
	if err != nil {
		return nil, err
	}
	return opened(study.OpenFS(ctx, fsys, name))
}

func opened(s *study.Study, err error) (*model.Opened, error) {
	if err != nil {
		return nil, err
	}
	return &model.Opened{Study: s, Source: representation.NewStore(s, 0), Catalog: s}, nil
}
