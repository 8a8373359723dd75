namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>By which way a message came in.</summary>
internal enum Canal
{
    /// <summary><c>admissionCandidat</c>, pushed by Parcoursup.</summary>
    Push,

    /// <summary>The answer to one of our pulls.</summary>
    Recuperation,

    /// <summary>The hosted OPI web service.</summary>
    Opi,

    /// <summary>Results of the baccalauréat.</summary>
    ResultatsBac,

    /// <summary>Enrolments by REST.</summary>
    Inscriptions,

    /// <summary>An enrolment through the hosted façade (rule D3).</summary>
    Facade,

    /// <summary>Enrolments told by a job of Apogée's side, by SOAP.</summary>
    Declaration,

    /// <summary>The daily file of Scolarix (seed 003 §2).</summary>
    RetourScolarix,

    /// <summary>Parcoursup's CSV export of admitted candidates.</summary>
    Importation,

    /// <summary>What Fregata says of its dossiers; applied as it is journaled.</summary>
    Fregata,
}

/// <summary>One message of the journal: raw bytes, and the order in which it became durable (<see cref="Id"/>).</summary>
internal sealed class MessageEntrant
{
    public long Id { get; set; }
    public DateTimeOffset RecuLe { get; init; }
    public string Etablissement { get; init; } = "";
    public string? Uai { get; init; }
    public Canal Canal { get; init; }

    /// <summary>Who sent it: a login, a key's name, or for a pull its number.</summary>
    public string? Compte { get; init; }
    public string? TypeContenu { get; init; }
    public byte[] Corps { get; init; } = [];
    public string? Correlation { get; init; }

    /// <summary>The number of the stored body, where it was too large for <see cref="Corps"/>, which is empty then.</summary>
    public long? CorpsVolumineux { get; init; }

    /// <summary>What intake already read, kept for the application that follows; null after a restart.</summary>
    public object? Lu { get; init; }
}
