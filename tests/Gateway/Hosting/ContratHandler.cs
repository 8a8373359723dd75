using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>Holds every JSON answer that a test gets against the description (<see cref="Contrat"/>), which is made once for all tests.</summary>
internal sealed class ContratHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly SemaphoreSlim Turn = new(1, 1);

    // The classes whose answers are all described: the list may only grow.
    private static readonly string[] Held = ["OpenApi.OpenApiTests"];

    private static Contrat? _contrat;

    /// <summary>Makes the description, by the first gateway that has every module; it is the same for all.</summary>
    public static async Task LearnAsync(IServiceProvider services)
    {
        if (_contrat is not null) return;
        await Turn.WaitAsync();
        try
        {
            _contrat ??= new(await services.GetRequiredService<IApiDescription>().OfAsync("/", default));
        }
        finally
        {
            Turn.Release();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        var answer = await base.SendAsync(request, cancellationToken);
        if (_contrat is not { } contrat || Recorded is null && !IsHeld || answer.Content.Headers.ContentType?.MediaType != "application/json" || request.Method == HttpMethod.Head
            || answer.StatusCode == HttpStatusCode.NotModified || answer.Content.Headers.ContentEncoding.Count > 0)
            return answer;
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var node = await ReadAsync(answer, cancellationToken);
        var ecarts = contrat.Ecarts(request.Method, path, (int)answer.StatusCode, node).Distinct().ToList();
        if (ecarts.Count > 0) await TellAsync(ecarts, cancellationToken);
        return answer;
    }

    // To find what is still to be described, it names a file: all differences of all tests go there, and fail nothing.
    private static string? Recorded => Environment.GetEnvironmentVariable("GATEWAY_TESTS_ECARTS") is { Length: > 0 } file ? file : null;

    private static string Test => TestContext.Current.TestClass?.TestClassName ?? "";

    private static bool IsHeld => Held.Any(one => Test.EndsWith(one, StringComparison.Ordinal) || Test.Contains(one + "On", StringComparison.Ordinal));

    private static async Task TellAsync(IReadOnlyList<string> ecarts, CancellationToken ct)
    {
        if (Recorded is not { } file)
        {
            Assert.Fail("The description does not say what was answered:\n" + string.Join('\n', ecarts));
            return;
        }

        await Turn.WaitAsync(ct);
        try
        {
            await File.AppendAllLinesAsync(file, ecarts.Select(ecart => $"{Test}\t{ecart}"), ct);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
