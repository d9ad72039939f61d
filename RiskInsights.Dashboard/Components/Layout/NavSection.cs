using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Title">Key of its name in the texts.</param>
/// <param name="Icon">Name of a Material Symbol.</param>
/// <param name="Url">Its address with a filter carried along.</param>
public sealed record NavPage(string Title, string Icon, Func<DashboardFilter?, string> Url)
{
    public bool DevelopmentOnly { get; init; }

    /// <summary>Address without a filter; <see cref="ShellStatus.Counts"/> is keyed by it.</summary>
    public string Path => Url(null);
}

/// <summary>Pages under one heading. A new page is one line here.</summary>
/// <param name="Title">Key of the heading; the first section has none.</param>
public sealed record NavSection(string? Title, IReadOnlyList<NavPage> Pages)
{
    public static readonly IReadOnlyList<NavSection> All =
    [
        new(null,
        [
            new("Page.Overview", "grid_view", DashboardUrls.Overview),
            new("Page.Clients", "group", DashboardUrls.Clients),
            new("Page.Transactions", "swap_horiz", DashboardUrls.Transactions),
        ]),
        new("Nav.Risk",
        [
            new("Page.DefaultRisk", "trending_down", DashboardUrls.DefaultRisk),
            new("Page.Churn", "logout", DashboardUrls.Churn),
            new("Page.Anomalies", "scatter_plot", DashboardUrls.Anomalies),
        ]),
        new("Nav.Models",
        [
            new("Page.Explore", "query_stats", DashboardUrls.Explore),
            new("Page.Experiments", "science", DashboardUrls.Experiments),
        ]),
        new("Nav.Operations",
        [
            new("Page.Data", "upload_file", DashboardUrls.Data),
            new("Page.Exports", "download", DashboardUrls.Exports),
            new("Page.Pipeline", "conversion_path", DashboardUrls.Pipeline),
            new("Page.Design", "palette", _ => DashboardUrls.Design) { DevelopmentOnly = true },
        ]),
    ];
}
