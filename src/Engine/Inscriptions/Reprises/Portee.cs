namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>Which of an établissement's unresolved enrolments are tried again (rule F2).</summary>
internal enum Portee
{
    /// <summary>All of them.</summary>
    Toutes,

    /// <summary>Those that do not name their candidate's file number.</summary>
    SansCandidat,

    /// <summary>Those of one file number.</summary>
    Candidat,

    /// <summary>Those that are named by one student number only.</summary>
    Etudiant,
}

/// <summary>Some lines to be tried again, and how far that has come.</summary>
internal sealed record Reprise
{
    public Portee Portee { get; init; }

    /// <summary>The file or student number; 0 where there is none.</summary>
    public int Numero { get; init; }

    /// <summary>The key of the last line that was tried, empty before the first.</summary>
    public string Apres { get; init; } = "";
}
