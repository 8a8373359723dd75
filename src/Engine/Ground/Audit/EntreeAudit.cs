using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// What the audit is to keep of an act. Of a candidate it says the number of his file and nothing else; it holds no secret and no value
/// that came in with a message.
/// </summary>
/// <param name="Etablissement">Null for what concerns all, or none.</param>
/// <param name="Sujet">On what: a candidate's <c>2026/17</c>, a key, a guard…</param>
public sealed record EntreeAudit(ActeAudit Acte, string? Etablissement, string? Sujet)
{
    public const string Fait = "fait";
    public const string Refuse = "refusé";

    public string Issue { get; init; } = Fait;

    /// <summary>How many times, of what is told together.</summary>
    public long Nombre { get; init; } = 1;

    public IReadOnlyList<ChampAudit> Details { get; init; } = [];

    public Auteur Auteur { get; init; } = Auteur.Courant;
}

/// <summary>A field of what was changed, or a particular of the act.</summary>
public sealed record ChampAudit(string Champ, string? Avant, string? Apres);

/// <summary>A stored entry.</summary>
public sealed class AuditRow
{
    /// <summary>Without gaps, from 1.</summary>
    public long Numero { get; set; }
    public DateTimeOffset Instant { get; init; }
    public string Qui { get; init; } = "";
    public string? Identifiant { get; init; }
    public string Origine { get; init; } = "";
    public string Acte { get; init; } = "";
    public string? Etablissement { get; init; }
    public string? Sujet { get; init; }
    public string Issue { get; init; } = "";
    public long Nombre { get; init; }

    /// <summary>A list of <see cref="ChampAudit"/> as JSON; null when there is nothing to say.</summary>
    public string? Details { get; init; }
    public string? Correlation { get; init; }
    public string Empreinte { get; set; } = "";

    /// <summary>The fields of <see cref="Details"/>.</summary>
    public IReadOnlyList<ChampAudit> LireDetails() => Details is null ? [] : JsonText.Read<List<ChampAudit>>(Details);
}
