using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>
/// "Tester connecteur" (rules D1-D3): every step, the result stored with date and user, and the gate opened when the
/// steps up to the acknowledged test message have passed.
/// </summary>
public sealed class ConnectorTest(
    Database database, ConfigurationDirectory directory, IEnumerable<IConnectionTest> parts, GatedFlow flow, AuditBook audit,
    IBusinessClock clock, LivraisonSignal deliveries)
{
    private readonly IConnectionTest[] _parts = [.. parts.OrderBy(p => p.Order)];

    /// <summary>What the steps of an établissement will be called, in their order.</summary>
    public IReadOnlyList<string> EtapesDe(EtablissementModel etablissement) => [.. _parts.SelectMany(p => p.EtapesDe(etablissement))];

    /// <param name="etape">Hears of each step when it is over.</param>
    public async Task<RapportTest> RunAsync(
        EtablissementModel etablissement, string? uai, string par, CancellationToken ct, Func<RapportEtape, Task>? etape = null)
    {
        var steps = new List<EtapeTest>();
        foreach (var part in _parts)
            await foreach (var step in part.RunAsync(etablissement, uai ?? etablissement.Document.Uais[0], ct))
            {
                steps.Add(step);
                if (etape is not null) await etape(RapportEtape.De(step));
            }

        // A warning on a blocking step is a passed step with a remark (a certificate that expires soon).
        var opens = steps.Where(s => s.Bloquante).All(s => s.Resultat is ResultatEtape.Reussie or ResultatEtape.Avertissement);
        var report = await StoreAsync(etablissement, new RapportTest(
            steps.All(s => s.Resultat == ResultatEtape.Reussie), opens, clock.Now, par,
            [.. steps.Select(RapportEtape.De)]), ct);
        if (report.Ouvert) deliveries.Wake(etablissement.Code);
        return report;
    }

    public async Task<IReadOnlyList<RapportTest>> HistoryAsync(string etablissement, CancellationToken ct)
    {
        var rows = await database.QueryAsync<TestRow>(
            """
            SELECT teste_le, par, reussi, ouvert, etapes FROM test_connecteur
            WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 50
            """,
            new { etablissement }, ct);
        return [.. rows.Select(r => new RapportTest(r.Reussi, r.Ouvert, r.TesteLe, r.Par, JsonText.Read<List<RapportEtape>>(r.Etapes)))];
    }

    /// <summary>Why the gate is open or closed, in French.</summary>
    public string Reason(bool open, IReadOnlyList<RapportTest> history) => flow.Reason(open, history);

    /// <summary>What a report means for what the gate holds, in French.</summary>
    public string Verdict(RapportTest report) => flow.Verdict(report);

    /// <summary>
    /// Keeps a report; also that of a dummy enrolment that somebody sent of himself (rule D3), which opens nothing. A test may last longer
    /// than the settings that it tries: it ends in saying so, and counts neither for nor against those that are in force.
    /// </summary>
    /// <param name="etablissement">As it was tried.</param>
    /// <returns>The report as it counts.</returns>
    public Task<RapportTest> StoreAsync(EtablissementModel etablissement, RapportTest report, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            // Whoever changes settings holds it too.
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            var present = await directory.StoredAsync(session, etablissement.Code, ct);
            if (present?.ConnectionFingerprint != etablissement.ConnectionFingerprint) report = report.Depasse();
            // With those in force: with those that it has tried it would void their test (ConnectorGate). Of an établissement that has
            // gone nothing is kept (rule J5).
            if (present is not null) await StoreAsync(session, present, report, ct);
            return report;
        }, ct);

    private async Task StoreAsync(WriteSession session, EtablissementModel etablissement, RapportTest report, CancellationToken ct)
    {
        await session.ExecuteAsync(
            """
            INSERT INTO test_connecteur (etablissement, teste_le, par, reussi, ouvert, empreinte, etapes)
            VALUES (@code, @TesteLe, @Par, @Reussi, @Ouvert, @fingerprint, @etapes)
            """,
            new
            {
                code = etablissement.Code, report.TesteLe, report.Par, report.Reussi, report.Ouvert,
                fingerprint = etablissement.ConnectionFingerprint, etapes = JsonText.Of(report.Etapes),
            }, ct);
        audit.Note(session, new(ActeAudit.ConnecteurTeste, etablissement.Code, "connecteur")
        {
            Issue = report.EstDepasse ? "sans effet" : report.Ouvert ? "ouvert" : "fermé", Details = [new("par", null, report.Par)],
        });
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
