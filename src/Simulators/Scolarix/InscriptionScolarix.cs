namespace Parcoursup.Gateway.Simulators.Scolarix;

/// <summary>An enrolment as the gestionnaires of Scolarix hold it; the next state of the same one replaces it.</summary>
/// <param name="CodeFormation">Parcoursup's code, given only where the candidate could be meant for several.</param>
/// <param name="Date">Local time of Paris.</param>
/// <param name="Type">Null: Principale, and the return leaves it out.</param>
public sealed record InscriptionScolarix(int CodeCandidat, bool Payee, bool Annulee, DateTime Date, int? CodeFormation = null,
    string? Type = null);

/// <summary>How an import ended.</summary>
/// <param name="Numero">Null where no snapshot was found.</param>
/// <param name="Message">In French; of a refusal, its reason.</param>
public sealed record ImportScolarix(int? Numero, bool Reussi, string Message, int Candidats, int Entres, int Sortis);
