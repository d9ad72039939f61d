namespace RiskInsights.Dashboard.Components.Tables;

/// <summary>The page of rows that a table wants.</summary>
/// <param name="Page">From 0.</param>
/// <param name="PageSize">Rows on a page.</param>
/// <param name="SortBy">The <c>Sort</c> of a column; null for the natural order.</param>
public sealed record TableRequest(int Page, int PageSize, string? SortBy, bool Descending)
{
    /// <summary>Rows to leave out.</summary>
    public int Offset => Page * PageSize;
}

/// <summary>A page of rows.</summary>
/// <param name="Total">Rows on all pages together.</param>
public sealed record TablePage<TRow>(IReadOnlyList<TRow> Rows, long Total);
