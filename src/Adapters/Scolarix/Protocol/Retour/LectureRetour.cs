using Parcoursup.Gateway.Domain.Inscriptions;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>An enrolment as a line of the daily file tells it (seed 003 §2).</summary>
/// <param name="Date">Local time of Paris.</param>
public sealed record InscriptionRetour(
    int? CodeCandidat, string? Ine, int? CodeFormation, bool Annulee, bool Payee, DateTime Date,
    TypeInscription Type = TypeInscription.Principale);

/// <summary>A line that was read, with its number in the file from 1, the header being line 1.</summary>
public sealed record LigneRetour(int Ligne, InscriptionRetour Inscription);

/// <summary>A line that cannot be used: where, whose, and what to do, in French.</summary>
/// <param name="Colonne">The header that the file has for it.</param>
/// <param name="Numero">The candidate's number as the line gives it, shortened.</param>
public sealed record RefusRetour(int Ligne, string? Colonne, string? Ine, string Message, string? Numero = null);

/// <summary>What a daily file holds.</summary>
/// <param name="Ignorees">Headers that mean nothing here.</param>
/// <param name="Illisible">Why the file as a whole cannot be read, in French; then nothing else is there.</param>
public sealed record LectureRetour(IReadOnlyList<LigneRetour> Lues, IReadOnlyList<RefusRetour> Refusees, IReadOnlyList<string> Ignorees,
    string? Illisible = null)
{
    public static LectureRetour Impossible(string motif) => new([], [], [], motif);
}

/// <summary>What a file may hold, so that what it costs does not grow with what is wrong with it (rule J1).</summary>
/// <param name="Refusees">With more refused lines it is another file than it says, and nothing of it is taken.</param>
public sealed record BudgetRetour(int Lignes, int Refusees)
{
    /// <summary>Why a file with so many lines, and these refused ones, is not taken; null when it is.</summary>
    public string? Refus(int lignes, IReadOnlyList<RefusRetour> refusees) =>
        lignes > Lignes ? $"Le fichier a plus de {Lignes} lignes : le découper ; rien n'en est pris."
        : refusees.Count > Refusees ? $"Plus de {Refusees} lignes sont refusées, rien n'est pris du fichier ; la première, ligne "
            + $"{refusees[0].Ligne} : {refusees[0].Message}"
        : null;
}
