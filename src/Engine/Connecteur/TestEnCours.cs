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
    /// <summary>How often whoever runs one says that he still does, whatever a step waits for.</summary>
    internal static readonly TimeSpan Battement = TimeSpan.FromSeconds(5);

    // A test that says nothing for so long has died with its node.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Null: none is under way.</summary>
    public async Task<TestEnCours?> DeAsync(string etablissement, CancellationToken ct) =>
        await database.FirstOrDefaultAsync<Row>(
            "SELECT par, commence_le, noms, etapes FROM test_en_cours WHERE etablissement = @etablissement AND jusqua > @now",
            new { etablissement, now = time.GetUtcNow() }, ct) is { } row
            ? new(row.Par, row.CommenceLe, JsonText.Read<List<string>>(row.Noms), JsonText.Read<List<RapportEtape>>(row.Etapes)) : null;

    /// <summary>At a start: what a single node had under way has ended with it.</summary>
    internal Task OublierAsync(CancellationToken ct) =>
        database.IsSingleNode ? database.ExecuteAsync("DELETE FROM test_en_cours", null, ct) : Task.CompletedTask;

    /// <returns>Null: one is under way already.</returns>
    internal async Task<TestTenu?> CommencerAsync(
        EtablissementModel etablissement, string par, IReadOnlyList<string> noms, CancellationToken ct)
    {
        // As exact as both databases keep it: it is told from another one by when it began.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        return await database.ExecuteAsync(
            """
            INSERT INTO test_en_cours (etablissement, par, commence_le, jusqua, noms, etapes)
            VALUES (@code, @par, @now, @until, @names, '[]')
            ON CONFLICT (etablissement) DO UPDATE SET par = excluded.par, commence_le = excluded.commence_le,
              jusqua = excluded.jusqua, noms = excluded.noms, etapes = excluded.etapes WHERE test_en_cours.jusqua <= @now
            """,
            new { code = etablissement.Code, par, now, until = now + Silence, names = JsonText.Of(noms) }, ct) > 0
            ? new(etablissement.Code, par, now) : null;
    }

    internal Task AvancerAsync(TestTenu test, IReadOnlyList<RapportEtape> etapes, CancellationToken ct) => database.ExecuteAsync(
        $"UPDATE test_en_cours SET etapes = @text, jusqua = @until WHERE {Own}",
        new { test.Etablissement, test.Par, test.CommenceLe, text = JsonText.Of(etapes), until = time.GetUtcNow() + Silence }, ct);

    internal Task TenirAsync(TestTenu test, CancellationToken ct) => database.ExecuteAsync(
        $"UPDATE test_en_cours SET jusqua = @until WHERE {Own}",
        new { test.Etablissement, test.Par, test.CommenceLe, until = time.GetUtcNow() + Silence }, ct);

    internal Task FinirAsync(TestTenu test, CancellationToken ct) =>
        database.ExecuteAsync($"DELETE FROM test_en_cours WHERE {Own}", new { test.Etablissement, test.Par, test.CommenceLe }, ct);

    // Whoever was silent for too long may find another one in his place.
    private const string Own = "etablissement = @Etablissement AND par = @Par AND commence_le = @CommenceLe";

    /// <summary>A test as whoever runs it knows it.</summary>
    internal sealed record TestTenu(string Etablissement, string Par, DateTimeOffset CommenceLe);

    private sealed class Row
    {
        public string Par { get; init; } = "";
        public DateTimeOffset CommenceLe { get; init; }
        public string Noms { get; init; } = "[]";
        public string Etapes { get; init; } = "[]";
    }
}
