using Microsoft.AspNetCore.Components.Forms;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Components.Pages.Imports;

/// <summary>A file on its way from the browser.</summary>
internal sealed class SentFile(IBrowserFile file)
{
    public string Name => UploadName.Of(file.Name);

    public long Bytes => file.Size;

    public long Received { get; private set; }

    /// <summary>0 to 1.</summary>
    public double Share => Bytes == 0 ? 1 : (double)Received / Bytes;

    public async Task SendAsync(Upload upload, long largest, Action progress, CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream(largest, cancellation);
        await upload.ReceiveAsync(
            file.Name,
            content,
            Bytes,
            received =>
            {
                Received = received;
                progress();
            },
            cancellation);
    }
}
