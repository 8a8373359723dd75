using System.Text.Json;
using Parcoursup.Gateway.Bench;

namespace Parcoursup.Gateway.OpiIntake;

/// <summary>
/// The gateway on a fresh database. Its établissement takes Parcoursup's OPI and its connector was never tested: so the
/// messages are accepted, stored and applied, and none is delivered during the measure.
/// </summary>
/// <param name="postgres">Connection string; null for SQLite.</param>
internal sealed class GatewayUnderLoad(string? postgres) : IAsyncDisposable
{
    private const string Login = "parcoursup";
    private const string Password = "mot-de-passe-de-mesure";
    private readonly GatewayProcess _gateway = new(postgres is null ? [] : [
        ("Stockage__Type", "PostgreSql"), ("Stockage__Connexion", postgres), ("Securite__CleMaitresse", Convert.ToBase64String(new byte[32]))]);

    public string ServiceUrl => _gateway.Url + "/services/OpiMetier";

    public double Peak => _gateway.Peak;

    public TimeSpan Cpu => _gateway.Cpu;

    public static string Authorization => "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Login}:{Password}"));

    public Task StartAsync() => _gateway.StartAsync(
        $$"""
        {"etablissements":[{"code":"mesure","libelle":"Mesure","uais":["0730013T"],"sis":"Apogee","sourceOpi":"Opi",
          "opi":{"comptes":[{"login":"{{Login}}","motDePasse":"{{Password}}","prefixe":"P","origine":"Parcoursup"}]},
          "apogee":{"url":"http://127.0.0.1:9/services/OpiMetier"} }]}
        """);

    /// <summary>Messages that are accepted and not yet applied.</summary>
    public async Task<long> BacklogAsync()
    {
        using var answer = JsonDocument.Parse(await _gateway.Http.GetStringAsync("/api/etablissements/mesure/synthese"));
        return answer.RootElement.GetProperty("journalAAppliquer").GetInt64();
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
