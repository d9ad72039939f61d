using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace RiskInsights.Core.Tracking;

/// <summary>Calls of MLflow's REST API, with every way in which they fail put into words. One for the life of the program.</summary>
internal sealed class MlflowConnection : IDisposable
{
    private const int LongestAnswer = 8 << 20;
    private const int LongestReason = 300;

    private readonly HttpClient _http;

    public MlflowConnection(TrackingOptions options)
    {
        // A redirect is a sign-in page, which would be taken for an answer; and names may move to other machines.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = new Uri(options.MlflowUri!.TrimEnd('/') + "/api/2.0/"),
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        if (options.Token() is { } token)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => AskAsync(HttpMethod.Get, path, null, cancellation);

    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, path, () => JsonContent.Create(body, options: MlflowJson.Options), cancellation);

    public Task PutAsync(string path, byte[] bytes, CancellationToken cancellation) => AskAsync(
        HttpMethod.Put, path, () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, Func<HttpContent>? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content?.Invoke() };
        try
        {
            using var answer = await _http.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return answer.IsSuccessStatusCode ? Parse(text, path) : throw Refusal(answer.StatusCode, text, path);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new MlflowException(MlflowTrouble.Server, string.Create(CultureInfo.InvariantCulture, $"MLflow did not answer within {_http.Timeout.TotalSeconds:0.#} s."), error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new MlflowException(MlflowTrouble.Server, $"MLflow does not answer: {error.Message.TrimEnd('.')}.", error);
        }
    }

    private static JsonElement Parse(string text, string path)
    {
        if (text.Length == 0)
            return default;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw NotMlflow(path, null);
        }
        catch (JsonException error)
        {
            throw NotMlflow(path, error);
        }
    }

    internal static MlflowException NotMlflow(string path, Exception? cause) =>
        new(MlflowTrouble.Server, $"What answers {Name(path)} is not MLflow: is the address right, or a sign-in in front of it?", cause);

    private static MlflowException Refusal(HttpStatusCode status, string text, string path)
    {
        var (code, reason) = Reason(text);
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(MlflowTrouble.Server, $"MLflow refuses the token, or asks for one ({number})."),
            HttpStatusCode.TooManyRequests => new(MlflowTrouble.Server, $"MLflow is asked too often ({number})."),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => new(MlflowTrouble.Server, $"MLflow is not available ({number})."),
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new(MlflowTrouble.Server, $"MLflow's address leads elsewhere ({number}): is a sign-in in front of it?"),
            HttpStatusCode.NotFound => new(MlflowTrouble.Missing, $"MLflow knows no {Name(path)} for this: {reason} ({number}).") { Code = code },
            _ => new(MlflowTrouble.Call, $"MLflow refuses {Name(path)}: {reason} ({code ?? number}).") { Code = code },
        };
    }

    private static (string? Code, string Reason) Reason(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return (Text(document.RootElement, "error_code"), Short(Text(document.RootElement, "message") ?? "no reason given"));
        }
        catch (JsonException)
        {
            // A page for people.
        }

        return (null, "no reason given");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(string text) => text.Length > LongestReason ? text[..LongestReason] + "…" : text.TrimEnd('.');

    /// <summary>The call without what was asked.</summary>
    private static string Name(string path) => path.StartsWith("mlflow-artifacts", StringComparison.Ordinal) ? "mlflow-artifacts" : path.Split('?')[0];
}
