using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>Some rows of a table that go together, in lots.</summary>
/// <param name="Code">The établissement; null: of none, or of all.</param>
internal sealed record Etape(TableTenue Table, string? Code, string Ou, Valeurs Valeurs, bool Vider)
{
    public string Compter => $"SELECT COUNT(*) FROM {Table.Nom} WHERE {Ou}";

    public string Chercher => $"SELECT 1 FROM {Table.Nom} WHERE {Ou} LIMIT 1";

    /// <summary>The next lot of them.</summary>
    public string Effacer
    {
        get
        {
            var some = $"WHERE ({Table.Cle}) IN (SELECT {Table.Cle} FROM {Table.Nom} WHERE {Ou} LIMIT @lot)";
            return Vider ? $"UPDATE {Table.Nom} SET {Table.Vidage} {some}" : $"DELETE FROM {Table.Nom} {some}";
        }
    }
}

/// <summary>What goes at each act, in the order in which it has to go: what the rooms say of their tables (rule J5).</summary>
internal sealed class PlanEffacement(
    IEnumerable<TableTenue> tables, Codes codes, CitationsPersonne citations, ConservationOptions options, TimeProvider time)
{
    private readonly TableTenue[] _tables = [.. tables.Where(t => t.EstTenue).OrderBy(t => t.Rang)];

    public IReadOnlyList<TableTenue> Tables => _tables;

    public Codes Codes => codes;

    public IEnumerable<Etape> Etablissement(string code) => _tables.Where(t => t.Etablissement is not null)
        .Select(t => new Etape(t, code, $"({t.Etablissement})", new() { code = code }, Vider: false));

    public IEnumerable<Etape> Session(int annee, DateTimeOffset cloture, IReadOnlyCollection<string> whose) =>
        from code in whose
        from table in _tables
        where table.Session is not null
        select Of(table, code, table.Session!, new() { code = code, annee = annee, cloture = cloture });

    public IEnumerable<Etape> Retention(IReadOnlyCollection<string> whose) =>
        from table in _tables
        where table.Age is not null
        from code in CodesOf(table, whose)
        select Of(table, code, table.Age!, new() { code = code ?? "", avant = LimiteDe(table.Duree) });

    /// <param name="session">The transaction that will erase; null where nothing is erased.</param>
    public async Task<IReadOnlyList<Etape>> PersonneAsync(WriteSession? session, Valeurs personne, CancellationToken ct)
    {
        var found = new Dictionary<TextesCites, Valeurs>();
        var etapes = new List<Etape>();
        foreach (var table in _tables.Where(t => t.Personne is not null))
        {
            var valeurs = personne;
            if (table.Cites is { } textes && !found.TryGetValue(textes, out valeurs!))
                found[textes] = valeurs = personne with { cites = await citations.TrouverAsync(session, textes, personne, ct) };
            etapes.Add(new Etape(table, personne.code, Joined(table, table.Personne!), valeurs, Vider: false));
        }

        return etapes;
    }

    // Null where the table tells of nobody's: its rows are counted for all together.
    private static IEnumerable<string?> CodesOf(TableTenue table, IReadOnlyCollection<string> whose)
    {
        if (table.Etablissement is not (null or "1 = 0")) return whose;
        return [null];
    }

    /// <summary>What is older has to leave.</summary>
    public DateTimeOffset LimiteDe(DureeTenue duree)
    {
        var months = duree switch
        {
            DureeTenue.Messages => options.MessagesMois,
            DureeTenue.Echanges => options.EchangesMois,
            _ => options.RapportsMois,
        };
        return time.GetUtcNow().AddMonths(-months);
    }

    private static Etape Of(TableTenue table, string? code, string condition, Valeurs valeurs)
    {
        var ou = code is null ? $"({condition})" : Joined(table, condition);
        return new(table, code, table.Vidage is null ? ou : $"{ou} AND {table.Plein}", valeurs, table.Vidage is not null);
    }

    // A room that speaks of some rows of another's table names no établissement's as such: its condition does.
    private static string Joined(TableTenue table, string condition) =>
        table.Etablissement is null or "1 = 0" ? $"({condition})" : $"({table.Etablissement}) AND ({condition})";
}
