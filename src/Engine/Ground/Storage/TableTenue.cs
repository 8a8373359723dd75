using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>By which setting rows of no session grow old (section <c>Conservation</c>).</summary>
public enum DureeTenue
{
    /// <summary>Raw messages, and what was received of no session.</summary>
    Messages,

    /// <summary>What went over the wire of a delivery.</summary>
    Echanges,

    /// <summary>Reports, tasks and questions that are over.</summary>
    Rapports,
}

/// <summary>
/// What a room says of a table of its own (rule J5): whose its rows are, of which session and person, and when they leave.
/// Conditions are SQL over its columns. They may speak of <c>@code</c> (établissement), <c>@annee</c> and <c>@sousSession</c>
/// (a session, <c>2026/%</c>), <c>@cloture</c> (when it was closed), <c>@avant</c> (what is older has to leave), and of a person's
/// <c>@annee</c>, <c>@dossier</c>, <c>@texteDossier</c>, <c>@sujet</c>, <c>@sous</c> (<c>2026/12/%</c>), <c>@sousDossier</c>,
/// <c>@ines</c>, <c>@clesIne</c> (the forms of his INE), <c>@cites</c> (keys of rows whose texts name him). Several rooms may tell of one
/// table, each for its own rows.
/// </summary>
/// <param name="Nom">The table.</param>
/// <param name="Genre">What its rows are, as reports say it.</param>
public sealed record TableTenue(string Nom, string Genre)
{
    /// <summary>Which rows are the établissement's; null where none is.</summary>
    public string? Etablissement { get; init; } = "etablissement = @code";

    /// <summary>Which of them leave with the session.</summary>
    public string? Session { get; init; }

    /// <summary>Which of them are about the person.</summary>
    public string? Personne { get; init; }

    /// <summary>
    /// Which texts are looked into for the person, after they were opened; the keys of those that name him are the condition's
    /// <c>@cites</c>.
    /// </summary>
    public TextesCites? Cites { get; init; }

    /// <summary>Which rows have grown old; over all établissements.</summary>
    public string? Age { get; init; }

    public DureeTenue Duree { get; init; } = DureeTenue.Rapports;

    /// <summary>The columns of its key.</summary>
    public string Cle { get; init; } = "id";

    /// <summary>Assignments that empty a row which itself stays; null: the row goes. An établissement's rows always go.</summary>
    public string? Vidage { get; init; }

    /// <summary>Which rows are still to be emptied.</summary>
    public string? Plein { get; init; }

    /// <summary>The lower ones go first: what others are found by goes last.</summary>
    public int Rang { get; init; } = 50;

    /// <summary>What of a session is counted and kept: an SQL expression that names the count of a row.</summary>
    public string? Compte { get; init; }

    /// <summary>Whether it holds anything of anybody.</summary>
    public bool EstTenue => Etablissement is not null || Age is not null;

    /// <summary>A table that is of no établissement and names no candidate.</summary>
    public static TableTenue Sans(string nom) => new(nom, "") { Etablissement = null };
}

/// <summary>Texts that may name a person, by his INE, or by both of his names.</summary>
/// <param name="Table">Whose rows.</param>
/// <param name="Cle">What is kept of those that do: an SQL expression that gives text.</param>
/// <param name="Colonnes">The columns of the texts.</param>
/// <param name="Noms">By his names too.</param>
public sealed record TextesCites(string Table, string Cle, string Colonnes, bool Noms)
{
    /// <summary>Which rows are the établissement's.</summary>
    public string Etablissement { get; init; } = "etablissement = @code";

    /// <summary>
    /// Reads whom a text is about, where it says so field by field: then he is compared, and no name is looked for among its letters.
    /// Null for a text of nobody.
    /// </summary>
    public Func<string, IdentiteLue?>? Lire { get; init; }
}

/// <summary>Whom a text is about, as it says itself.</summary>
public sealed record IdentiteLue(string? Ine, IdentitePersonne Identite);

public static class TenuesRegistration
{
    /// <summary>Says what the tables of a room hold; a table that nobody speaks of fails the tests.</summary>
    public static IServiceCollection AddTenues(this IServiceCollection services, params ReadOnlySpan<TableTenue> tables)
    {
        foreach (var table in tables) services.AddSingleton(table);
        return services;
    }
}
