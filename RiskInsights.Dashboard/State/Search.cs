namespace RiskInsights.Dashboard.State;

/// <summary>Something that Ctrl+K can find.</summary>
/// <param name="Title">Name or number.</param>
/// <param name="Detail">What it is, in grey.</param>
/// <param name="Icon">Name of a Material Symbol.</param>
/// <param name="Url">Where it opens.</param>
public sealed record SearchHit(string Title, string Detail, string Icon, string Url);

/// <summary>Finds one kind of thing: pages, clients, accounts, models. Register one per kind.</summary>
public interface ISearchSource
{
    /// <summary>At most <paramref name="limit"/> hits, the best first; nothing for a text that matches nothing.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, int limit, CancellationToken cancellationToken);
}
