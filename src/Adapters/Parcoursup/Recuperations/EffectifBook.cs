using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>A formation of one session.</summary>
internal readonly record struct FormationKey(int Session, int Formation)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Session}/{Formation}");

    public static FormationKey Read(string text) => text.Split('/') is [var session, var formation]
        ? new(int.Parse(session, CultureInfo.InvariantCulture), int.Parse(formation, CultureInfo.InvariantCulture))
        : throw new FormatException($"« {text} » names no formation of a session.");
}

/// <summary>
/// How many candidates each formation had when it was last trusted (rule C7). It outlives the pull: a formation that vanishes is
/// compared with it until a person has answered.
/// </summary>
internal sealed class EffectifBook
{
    public async Task<IReadOnlyDictionary<FormationKey, int>> LoadAsync(
        WriteSession session, string etablissement, string uai, CancellationToken ct) =>
        (await session.QueryAsync<Row>(
            "SELECT session, code_formation, nombre FROM effectif_reference WHERE etablissement = @etablissement AND uai = @uai",
            new { etablissement, uai }, ct)).ToDictionary(r => new FormationKey(r.Session, r.CodeFormation), r => r.Nombre);

    public Task SaveAsync(
        WriteSession session, string etablissement, string uai, FormationKey formation, int nombre, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO effectif_reference (etablissement, uai, session, code_formation, nombre)
            VALUES (@etablissement, @uai, @Session, @Formation, @nombre)
            ON CONFLICT (etablissement, uai, session, code_formation) DO UPDATE SET nombre = excluded.nombre
            WHERE effectif_reference.nombre <> excluded.nombre
            """,
            new { etablissement, uai, formation.Session, formation.Formation, nombre }, ct);

    /// <summary>A person has confirmed a whole list: its counts are the reference, none for whatever it does not name.</summary>
    public async Task ReplaceAsync(
        WriteSession session, string etablissement, string uai, IReadOnlyDictionary<FormationKey, int> counts, CancellationToken ct)
    {
        await session.ExecuteAsync("UPDATE effectif_reference SET nombre = 0 WHERE etablissement = @etablissement AND uai = @uai",
            new { etablissement, uai }, ct);
        foreach (var (formation, nombre) in counts) await SaveAsync(session, etablissement, uai, formation, nombre, ct);
    }

    /// <summary>Counts as they are kept with a pull.</summary>
    public static string Text(IReadOnlyDictionary<FormationKey, int> counts) =>
        JsonText.Of(counts.ToDictionary(c => c.Key.ToString(), c => c.Value));

    public static IReadOnlyDictionary<FormationKey, int> Read(string text) =>
        JsonText.Read<Dictionary<string, int>>(text).ToDictionary(c => FormationKey.Read(c.Key), c => c.Value);

    private sealed class Row
    {
        public int Session { get; init; }
        public int CodeFormation { get; init; }
        public int Nombre { get; init; }
    }
}
