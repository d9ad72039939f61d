using System.Globalization;
using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages;

/// <summary>Imports and their quality: bring files in, see what became of each row. It works on an empty warehouse too.</summary>
public sealed partial class Data : IDisposable
{
    private long _version;

    [SupplyParameterFromQuery(Name = "batch")] private string? BatchText { get; set; }

    [Inject] private BankFacts Facts { get; set; } = null!;

    [Inject] private TransferNews News { get; set; } = null!;

    /// <summary>The load whose report is open; null for none.</summary>
    private long? Batch =>
        long.TryParse(BatchText, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        News.Follow();
        Facts.Changed += OnFacts;
    }

    private void OnFacts(object? sender, EventArgs e) => _ = InvokeAsync(() =>
    {
        _version++;
        StateHasChanged();
    });

    public void Dispose() => Facts.Changed -= OnFacts;
}
