using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Adapters.Parcoursup.Connecteur;
using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A test as it is stored and answered.</summary>
internal sealed record RapportTest(bool Reussi, bool Ouvert, DateTimeOffset TesteLe, string Par, IReadOnlyList<RapportEtape> Etapes);

/// <summary>One step of the report; duration in milliseconds.</summary>
internal sealed record RapportEtape(string Nom, ResultatEtape Resultat, long DureeMs, string Message, string? Remede);

/// <summary>
/// "Tester connecteur" (rules D1-D3): every step, the result stored with date and user, and the gate opened when the
/// steps up to the acknowledged test message have passed.
/// </summary>
internal sealed class ConnectorTest(
    Database database, IHttpClientFactory clients, ReverseWayTest reverse, IBusinessClock clock, TimeProvider time, DeliverySignal deliveries)
{
    private const string Configuration = "Configuration complète";

    public async Task<RapportTest> RunAsync(EtablissementModel etablissement, string? uai, string par, CancellationToken ct)
    {
        var steps = await StepsAsync(etablissement, uai ?? etablissement.Document.Uais[0], ct);
        // A warning on a blocking step is a passed step with a remark (a certificate that expires soon).
        var opens = steps.Where(s => s.Bloquante).All(s => s.Resultat is ResultatEtape.Reussie or ResultatEtape.Avertissement);
        var report = new RapportTest(
            steps.All(s => s.Resultat == ResultatEtape.Reussie), opens, clock.Now, par,
            [.. steps.Select(s => new RapportEtape(s.Nom, s.Resultat, (long)s.Duree.TotalMilliseconds, s.Message, s.Remede))]);
        await StoreAsync(etablissement, report, ct);
        if (opens) deliveries.Wake(etablissement.Code);
        return report;
    }

    public async Task<IReadOnlyList<RapportTest>> HistoryAsync(string etablissement, CancellationToken ct)
    {
        var rows = await database.QueryAsync<TestRow>(
            "SELECT teste_le, par, reussi, ouvert, etapes FROM test_connecteur WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 50",
            new { etablissement }, ct);
        return [.. rows.Select(r => new RapportTest(r.Reussi, r.Ouvert, r.TesteLe, r.Par, JsonText.Read<List<RapportEtape>>(r.Etapes)))];
    }

    /// <summary>Keeps the outcome of a dummy enrolment that a SIS sent through the façade (rule D3); it opens nothing.</summary>
    public Task StoreAsync(EtablissementModel etablissement, RapportTest report, CancellationToken ct) =>
        database.ExecuteAsync(
            """
            INSERT INTO test_connecteur (etablissement, teste_le, par, reussi, ouvert, empreinte, etapes)
            VALUES (@code, @TesteLe, @Par, @Reussi, @Ouvert, @fingerprint, @etapes)
            """,
            new { code = etablissement.Code, report.TesteLe, report.Par, report.Reussi, report.Ouvert, fingerprint = etablissement.ConnectionFingerprint, etapes = JsonText.Of(report.Etapes) }, ct);

    private async Task<IReadOnlyList<EtapeTest>> StepsAsync(EtablissementModel etablissement, string uai, CancellationToken ct)
    {
        var steps = new List<EtapeTest>();
        if (etablissement.Parcoursup is { } parcoursup)
            steps.AddRange(await ParcoursupConnectionTest.RunAsync(parcoursup, uai, clients.CreateClient(ParcoursupHttp.ClientName), time, ct));
        else
            steps.Add(new(Configuration, ResultatEtape.Echec, TimeSpan.Zero, "La connexion à Parcoursup n'est pas renseignée.",
                "Renseigner « parcoursup » : l'adresse, le login et le mot de passe délivrés par Parcoursup, et le candidat de test.", Bloquante: true));

        steps.Add(await reverse.RunAsync(etablissement, uai, ct));
        if (etablissement.Apogee is { } apogee)
            steps.AddRange(await ApogeeConnectionTest.RunAsync(apogee, clients.CreateClient(ServiceCollectionExtensions.HttpClientName), time, ct));
        return steps;
    }

    private sealed class TestRow
    {
        public DateTimeOffset TesteLe { get; init; }
        public string Par { get; init; } = "";
        public bool Reussi { get; init; }
        public bool Ouvert { get; init; }
        public string Etapes { get; init; } = "[]";
    }
}
