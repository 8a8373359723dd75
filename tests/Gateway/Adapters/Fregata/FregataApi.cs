using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata;

/// <summary>The API as Fregata calls it, for one UAI and one account; dispose it.</summary>
public sealed class FregataApi : IDisposable
{
    public const string Login = "fregata";
    public const string Password = "mdp-fregata";

    private readonly HttpClient _http;
    private readonly string _path;

    public FregataApi(Uri gateway, string uai, string login = Login, string password = Password)
    {
        _http = new HttpClient(new ContratHandler(new SocketsHttpHandler { UseProxy = false })) { BaseAddress = gateway, Timeout = Poll.Patience };
        _http.DefaultRequestHeaders.Authorization = Credentials(login, password);
        _path = $"/fregata/v1/{uai}/";
    }

    public static AuthenticationHeaderValue Credentials(string login = Login, string password = Password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));

    /// <summary>Acts in this role from now on.</summary>
    public FregataApi As(string? role, string? user = null)
    {
        foreach (var (name, value) in ((string, string?)[])[("X-Fregata-Role", role), ("X-Fregata-Utilisateur", user)])
        {
            _http.DefaultRequestHeaders.Remove(name);
            if (value is not null) _http.DefaultRequestHeaders.Add(name, value);
        }

        return this;
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, string? body = null) =>
        _http.SendAsync(method, _path + path, body is null ? null : Calls.Json(body));

    public Task<Answer> ImportAsync(string annee = "2026-2027") => SendAsync(HttpMethod.Post, "imports", new JsonObject { ["anneeScolaire"] = annee }.ToJsonString());

    /// <summary>An import that must succeed.</summary>
    public async Task<JsonNode> ImportedAsync()
    {
        var answer = await ImportAsync();
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        var answer = await SendAsync(HttpMethod.Get, path);
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    public async Task<JsonArray> ListAsync(string path) => (await GetAsync(path)).AsArray();

    public async Task<JsonNode> PostAsync(string path, params JsonObject[] inscriptions)
    {
        var answer = await SendAsync(HttpMethod.Post, path, new JsonObject { ["inscriptions"] = new JsonArray([.. inscriptions]) }.ToJsonString());
        Assert.True(answer.Status == HttpStatusCode.OK, $"{path}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    public Task<JsonNode> ProcessAsync(params int[] codes) => PostAsync("inscriptions/traitement", [.. codes.Select(c => new JsonObject { ["id"] = IdOf(c) })]);

    public Task<JsonNode> ValidateAsync(params int[] codes) => PostAsync("validations", [.. codes.Select(c => Line(c))]);

    public Task<JsonNode> CancelAsync(params int[] codes) => PostAsync("validations/annulations", [.. codes.Select(c => new JsonObject { ["id"] = IdOf(c) })]);

    /// <summary>A validation line as Fregata sends it.</summary>
    public static JsonObject Line(int code, string? ine = "070900001AA", string? date = "2026-09-01") => new() { ["id"] = IdOf(code), ["ine"] = ine, ["date"] = date };

    public static string IdOf(int code, int formation = TestDocument.Droit) => FormattableString.Invariant($"2026-{code}-{formation}");

    public void Dispose() => _http.Dispose();
}
