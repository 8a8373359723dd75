using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>A test that is under way.</summary>
/// <param name="Noms">What its steps are called, those to come too.</param>
/// <param name="Etapes">Those that are over.</param>
public sealed record TestEnCours(string Par, DateTimeOffset CommenceLe, IReadOnlyList<string> Noms, IReadOnlyList<RapportEtape> Etapes);

/// <summary>The tests that are under way, one of an établissement, whatever node runs it and whatever node is asked.</summary>
public sealed class TestEnCoursBook(Database database, TimeProvider time)
{
    // Longer than any step may last: a test that says nothing for so long has died with its node.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(12);

    /// <summary>Null: none is under way.</summary>
    public async Task<TestEnCours?> DeAsync(string etablissement, CancellationToken ct) =>
        await database.FirstOrDefaultAsync<Row>(
            "SELECT par, commence_le, noms, etapes FROM test_en_cours WHERE etablissement = @etablissement AND jusqua > @now",
            new { etablissement, now = time.GetUtcNow() }, ct) is { } row
            ? new(row.Par, row.CommenceLe, JsonText.Read<List<string>>(row.Noms), JsonText.Read<List<RapportEtape>>(row.Etapes)) : null;

    /// <summary>At a start: what a single node had under way has ended with it.</summary>
    internal Task OublierAsync(CancellationToken ct) =>
        database.IsSingleNode ? database.ExecuteAsync("DELETE FROM test_en_cours", null, ct) : Task.CompletedTask;

    /// <returns>False: one is under way already.</returns>
    internal async Task<bool> CommencerAsync(EtablissementModel etablissement, string par, IReadOnlyList<string> noms, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        return await database.ExecuteAsync(
            """
            INSERT INTO test_en_cours (etablissement, par, commence_le, jusqua, noms, etapes)
            VALUES (@code, @par, @now, @until, @names, '[]')
            ON CONFLICT (etablissement) DO UPDATE SET par = excluded.par, commence_le = excluded.commence_le,
              jusqua = excluded.jusqua, noms = excluded.noms, etapes = excluded.etapes WHERE test_en_cours.jusqua <= @now
            """,
            new { code = etablissement.Code, par, now, until = now + Silence, names = JsonText.Of(noms) }, ct) > 0;
    }

    internal Task AvancerAsync(string etablissement, IReadOnlyList<RapportEtape> etapes, CancellationToken ct) => database.ExecuteAsync(
        "UPDATE test_en_cours SET etapes = @text, jusqua = @until WHERE etablissement = @etablissement",
        new { etablissement, text = JsonText.Of(etapes), until = time.GetUtcNow() + Silence }, ct);

    internal Task FinirAsync(string etablissement, CancellationToken ct) =>
        database.ExecuteAsync("DELETE FROM test_en_cours WHERE etablissement = @etablissement", new { etablissement }, ct);

    private sealed class Row
    {
        public string Par { get; init; } = "";
        public DateTimeOffset CommenceLe { get; init; }
        public string Noms { get; init; } = "[]";
        public string Etapes { get; init; } = "[]";
    }
}
