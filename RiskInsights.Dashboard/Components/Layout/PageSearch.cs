using Microsoft.Extensions.Localization;
using RiskInsights.Dashboard.Resources;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>Finds pages by their name in the analyst's language.</summary>
public sealed class PageSearch(IStringLocalizer<Texts> texts, IHostEnvironment environment) : ISearchSource
{
    public Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<SearchHit> hits =
        [
            .. NavSection.All.SelectMany(s => s.Pages)
                .Where(p => !p.DevelopmentOnly || environment.IsDevelopment())
                .Select(p => new SearchHit(texts[p.Title], texts["Search.Page"], p.Icon, p.Path))
                .Where(h => h.Title.Contains(text, StringComparison.CurrentCultureIgnoreCase))
                .Take(limit),
        ];
        return Task.FromResult(hits);
    }
}
