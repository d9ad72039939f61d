using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Localization;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.States;

/// <summary>Keeps an exception of its content inside its own place: the rest of the page stays current.</summary>
public sealed class Guarded : ErrorBoundaryBase
{
    private Failure? _failure;

    /// <summary>What failed, in words: "This page did not load".</summary>
    [Parameter] public string? Title { get; set; }

    [Inject] private ILogger<Guarded> Logger { get; set; } = null!;

    [Inject] private IStringLocalizer<Texts> T { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _failure = Failure.Log(Logger, exception, Title ?? "A component");
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<ErrorState>(1);
        builder.AddComponentParameter(2, nameof(ErrorState.Title), Title ?? T["State.Error"].Value);
        builder.AddComponentParameter(3, nameof(ErrorState.ErrorId), _failure?.Id);
        builder.AddComponentParameter(4, nameof(ErrorState.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}
