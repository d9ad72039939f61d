namespace RiskInsights.Dashboard.State;

public enum ToastKind
{
    Done,
    Notice,
    Failure,
}

/// <summary>A message at the bottom right.</summary>
/// <param name="ActionText">Text of the link that answers it; such a message stays until it is dismissed.</param>
public sealed record Toast(ToastKind Kind, string Title, string? Detail = null, string? ActionText = null, string? ActionUrl = null);

/// <summary>Messages of one analyst's session. Anything on a page may show one; the frame displays them.</summary>
public sealed class Toasts
{
    private readonly List<Toast> _shown = [];
    private readonly Lock _lock = new();

    /// <summary>Raised after each change, on the thread that made it.</summary>
    public event EventHandler? Changed;

    public IReadOnlyList<Toast> Shown
    {
        get
        {
            lock (_lock) return [.. _shown];
        }
    }

    public void Show(Toast toast)
    {
        lock (_lock) _shown.Add(toast);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dismiss(Toast toast)
    {
        // The same words may stand there twice: only the one that was dismissed goes.
        lock (_lock) _shown.RemoveAll(t => ReferenceEquals(t, toast));
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
