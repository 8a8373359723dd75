namespace Parcoursup.Gateway.Demo.Scenario;

/// <summary>Something that happens to a candidate during the campaign.</summary>
internal abstract record Evenement(int Candidat);

/// <summary>The candidate answers; Parcoursup pushes it unless <paramref name="Perdue"/>: then only a pull will show it.</summary>
internal sealed record Reponse(int Candidat, int Formation, int Internat, int Situation, int Amenagement, DateTime? Date, bool Perdue)
    : Evenement(Candidat)
{
    public CleVoeu Cle => new(Candidat, Formation, Internat);
}

/// <summary>The wish leaves Parcoursup's lists; nothing is pushed.</summary>
internal sealed record Disparition(int Candidat, int Formation, int Internat) : Evenement(Candidat);

/// <summary>The candidate completes a name that was missing; all live wishes are pushed again.</summary>
internal sealed record Correction(int Candidat, string Nom, string Prenom) : Evenement(Candidat);

/// <summary>The candidate changes the mail address; all live wishes are pushed again.</summary>
internal sealed record NouveauCourriel(int Candidat, string Mail) : Evenement(Candidat);

/// <summary>
/// The candidate mends the birth date or the INE; Parcoursup pushes the wish for that formation again, which is as old as it was.
/// </summary>
internal sealed record IdentiteCorrigee(int Candidat, int Formation, DateOnly Naissance, string? Ine) : Evenement(Candidat);

/// <summary>Parcoursup loses sight of a wish that lives: it is missing in the lists, and nobody has left.</summary>
internal sealed record Eclipse(int Candidat, int Formation) : Evenement(Candidat);

/// <summary>Parcoursup shows the wish again, as it was.</summary>
internal sealed record Reapparition(int Candidat, int Formation) : Evenement(Candidat);

/// <summary>Somebody at Scolarix's établissement knows whether the candidate has the baccalauréat.</summary>
internal sealed record Declaration(int Candidat, bool Titulaire) : Evenement(Candidat);

/// <summary>The candidate tries to begin the enrolment at Scolarix, and gets no further that day.</summary>
internal sealed record TentativePreinscription(int Candidat) : Evenement(Candidat);

/// <summary>ADMIS, REFUSE or RATTRAPAGE.</summary>
internal sealed record ResultatBac(int Candidat, string Resultat, DateOnly Date) : Evenement(Candidat);

/// <summary>
/// An enrolment as the SIS reports it; the same type again is the next state of the same enrolment.
/// <paramref name="Vet"/>: null where the SIS has none. <paramref name="ParOpi"/>: the SIS names it by the OPI number and the VET
/// instead of Parcoursup's own numbers.
/// </summary>
internal sealed record Inscription(
    int Candidat, int Formation, Vet? Vet, string Type, bool Payee, bool PremiereAnnee, bool Annulee, bool ParOpi, string Origine)
    : Evenement(Candidat);
