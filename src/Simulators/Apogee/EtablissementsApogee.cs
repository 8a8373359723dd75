using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>
/// Apogées of other établissements, for a rehearsal. Each établissement has its own Apogée: another server, with its own account and
/// state, in the release of this one.
/// </summary>
internal sealed class EtablissementsApogee(ApogeeOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, ApogeeSimulator> _others = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/etablissements", DeclareAsync);

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others.Values) await other.DisposeAsync();
        _one.Dispose();
    }

    private async Task DeclareAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;
        if (Uai.Read(body) is not { } uai)
        {
            await JsonBody.WriteErrorAsync(context.Response, Uai.Erreur);
            return;
        }

        if (Vets(body!["vets"]) is not { } vets)
        {
            await JsonBody.WriteErrorAsync(context.Response,
                "Le champ « vets » doit être un tableau ; exemple : [{\"codCge\":\"DRT\",\"codEtp\":\"L1DROI\",\"codVrsVet\":101}].");
            return;
        }

        await _one.WaitAsync(context.RequestAborted);
        try
        {
            await JsonBody.WriteAsync(context.Response, Describe(uai, await OtherAsync(uai, vets)), StatusCodes.Status201Created);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The same one when it is declared again; its VETs are those of the first time.</summary>
    private async Task<ApogeeSimulator> OtherAsync(string uai, IReadOnlySet<Vet> vets)
    {
        if (_others.TryGetValue(uai, out var other)) return other;
        return _others[uai] = await ApogeeSimulator.StartAsync(
            options with
            {
                Port = 0, Login = Login(uai), MotDePasse = Uai.Secret("apogee", uai), VetsConnues = vets, Sins = new ApogeeSins(),
            },
            clock, CancellationToken.None);
    }

    private JsonObject Describe(string uai, ApogeeSimulator other) => new()
    {
        ["uai"] = uai,
        ["url"] = other.UrlOpiMetier.ToString(),
        ["login"] = Login(uai),
        ["motDePasse"] = Uai.Secret("apogee", uai),
        ["release"] = options.Release?.ToString(2),
        ["etat"] = new Uri(other.Url, "/etat").ToString(),
    };

    private static string Login(string uai) => "opi-" + uai;

    /// <summary>None are named: all exist.</summary>
    private static HashSet<Vet>? Vets(JsonNode? given)
    {
        if (given is null) return [];
        if (given is not JsonArray vets) return null;
        var read = vets.Select(v => v is JsonObject vet ? Read(vet) : null).OfType<Vet>().ToList();
        return read.Count == vets.Count ? [.. read] : null;
    }

    private static Vet? Read(JsonObject vet) =>
        JsonBody.Field(vet, "codCge") is { } cge && JsonBody.Field(vet, "codEtp") is { } etp
        && JsonBody.Number(vet, "codVrsVet") is { } version
            ? new Vet(cge, etp, version) : null;
}
