namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>What Parcoursup says of one wish, and of the person: the identity is a number, from which mail and birth date follow.</summary>
internal sealed record Enonce(int Dossier, int Formation, int Situation, int Amenagement, DateTime? Reponse, int Identite);

/// <summary>How a call of the destination ends.</summary>
internal enum Issue
{
    Acceptee,

    /// <summary>The destination understood and said no.</summary>
    Refusee,

    /// <summary>It wrote, and the caller heard nothing.</summary>
    CoupeeEcrite,

    /// <summary>The caller heard nothing, and it writes a moment later, within the destination's timeout.</summary>
    CoupeeTardive,

    /// <summary>503: nothing is written.</summary>
    Indisponible,

    /// <summary>No connection.</summary>
    JamaisPartie,

    /// <summary>The sender sleeps before the message leaves, for as long as the sequence wants.</summary>
    SuspendueAvant,

    /// <summary>The message was written; its answer reaches the sender when the sequence wants.</summary>
    SuspendueApres,
}

/// <summary>One step of a sequence. Each can be left out without the others losing their meaning: that is how one is shrunk.</summary>
internal abstract record Operation
{
    /// <summary>Parcoursup pushes; <paramref name="DansLaListe"/> is false for a late or repeated message that its list contradicts.</summary>
    internal sealed record Pousser(Enonce Enonce, bool DansLaListe) : Operation;

    /// <summary>Parcoursup's list changes and nothing is pushed; the wish leaves it when <paramref name="Enonce"/> is of situation -1.</summary>
    internal sealed record ChangerLaListe(Enonce Enonce) : Operation;

    /// <summary>Pulls leave: those that were asked for, and a full one where <paramref name="Tout"/>.</summary>
    /// <param name="Illisible">The file number whose entries cannot be read in this answer, 0 for none.</param>
    /// <param name="SansFormation">The formation that this answer lacks, 0 for none.</param>
    internal sealed record Recuperer(bool Tout, int Dossier, int Illisible, int SansFormation, bool Vide) : Operation;

    /// <summary>The answers that are under way arrive.</summary>
    internal sealed record Repondre : Operation;

    internal sealed record Appliquer(int Noeud) : Operation;

    /// <param name="Pendant">What an administrator saves on the other node between the evaluator's reading and its writing.</param>
    internal sealed record Evaluer(int Noeud, Correspondre? Pendant = null) : Operation;

    /// <summary>A lane runs; the issues are those of the candidates in turn, for their first call of the round.</summary>
    internal sealed record Livrer(int Noeud, string Issues) : Operation
    {
        /// <summary>A letter for each candidate: the place of an <see cref="Issue"/>.</summary>
        public Issue De(int dossier) => (Issue)(Issues[(dossier - 1) % Issues.Length] - '0');
    }

    internal sealed record Resultat(int Dossier, bool ParIne, string Issue, DateOnly Jour) : Operation;

    /// <summary>The VET of a formation for Oui and for Oui si, empty for none.</summary>
    internal sealed record Correspondre(int Formation, string Oui, string OuiSi) : Operation;

    /// <summary>Business time alone passes.</summary>
    internal sealed record PasserHeures(int Heures) : Operation;

    /// <summary>Machine time passes, and business time with it.</summary>
    internal sealed record PasserSecondes(int Secondes) : Operation;

    internal sealed record ReglerGarde(int Rang, bool Confirmer) : Operation;

    /// <summary>The calls of a node that were held up go on.</summary>
    internal sealed record Relacher(int Noeud) : Operation;

    /// <summary>Leases that are over are given back.</summary>
    internal sealed record Reprendre(int Noeud) : Operation;

    /// <summary>The node stops, in order or not, and starts again.</summary>
    internal sealed record Redemarrer(int Noeud, bool EnOrdre) : Operation;
}
