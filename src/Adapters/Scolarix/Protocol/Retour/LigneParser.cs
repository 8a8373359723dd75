using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>From the values of a line to an enrolment, or to the first thing that is wrong with it.</summary>
internal sealed class LigneParser(EntetesRetour entetes, string? formatDate, DateTime maintenant)
{
    private static readonly string[] Dates =
    [
        "dd/MM/yyyy HH:mm", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
            "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    private readonly string[] _dates = formatDate is null ? Dates : [formatDate];

    public InscriptionRetour? Parse(LigneTableur line, out RefusRetour? refus)
    {
        refus = null;
        var (ligne, values) = (line.Ligne, (IReadOnlyList<string>)[.. line.Champs.Select(v => v.Trim())]);
        if (line.GuillemetOuvert || line.Defaut is not null)
        {
            refus = new RefusRetour(ligne, line.GuillemetOuvert ? null : line.Defaut!.Colonne, null,
                line.GuillemetOuvert ? "Un guillemet n'est pas refermé : corriger la ligne et renvoyer le fichier."
                    : line.Defaut!.Message + " Corriger la ligne et renvoyer le fichier.");
            return null;
        }

        var ine = Ine.Normalize(entetes.Valeur(ColonneRetour.Ine, values));
        try
        {
            var read = new InscriptionRetour(
                Number(ColonneRetour.CodeCandidat, values), OfShape(ine), Number(ColonneRetour.CodeFormation, values), IsCancelled(values),
                IsPaid(values), DateOf(values), TypeOf(values));
            return read is { CodeCandidat: null, Ine: null }
                ? throw new ValeurException(ColonneRetour.CodeCandidat, "Ni numéro Parcoursup ni INE : indiquer l'un des deux.")
                : read;
        }
        catch (ValeurException wrong)
        {
            refus = new RefusRetour(ligne, entetes.EnteteDe(wrong.Colonne), ine is null ? null : Shown(ine), wrong.Message,
                entetes.Valeur(ColonneRetour.CodeCandidat, values) is { } number ? Shown(number) : null);
            return null;
        }
    }

    private int? Number(ColonneRetour colonne, IReadOnlyList<string> values) => entetes.Valeur(colonne, values) switch
    {
        null => null,
        var text when NombreRecu.TryParsePositive(text, out var number) => number,
        var text => throw new ValeurException(colonne, NombreRecu.Refus(text)),
    };

    private static string? OfShape(string? ine) => ine is null || Ine.HasShape(ine)
        ? ine : throw new ValeurException(ColonneRetour.Ine, "L'INE a 11 caractères, lettres ou chiffres : le corriger dans Scolarix.");

    private bool IsCancelled(IReadOnlyList<string> values) => entetes.Valeur(ColonneRetour.Statut, values)?.ToUpperInvariant() switch
    {
        "VALIDEE" or "VALIDÉE" => false,
        "ANNULEE" or "ANNULÉE" => true,
        null => throw new ValeurException(ColonneRetour.Statut, "Le statut manque : indiquer VALIDEE ou ANNULEE."),
        var text => throw new ValeurException(ColonneRetour.Statut, $"Statut « {Shown(text)} » inconnu : indiquer VALIDEE ou ANNULEE."),
    };

    private bool IsPaid(IReadOnlyList<string> values) => entetes.Valeur(ColonneRetour.Payee, values) switch
    {
        null => throw new ValeurException(ColonneRetour.Payee, "Indiquer si l'inscription est payée : O ou N."),
        var text => OuiNonRecu.Parse(text) ?? throw new ValeurException(ColonneRetour.Payee, $"« {Shown(text)} » : indiquer O ou N."),
    };

    private DateTime DateOf(IReadOnlyList<string> values)
    {
        if (entetes.Valeur(ColonneRetour.Date, values) is not { } text)
            throw new ValeurException(ColonneRetour.Date, "La date manque : elle dit quel état est le plus récent.");
        if (!DateTime.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var date))
            throw new ValeurException(ColonneRetour.Date,
                $"Date « {Shown(text)} » illisible : écrire {(formatDate ?? "jj/mm/aaaa hh:mm")}.");
        // A date without time is the beginning of that day: today is past, tomorrow is not.
        if (!DateInscription.EstPossible(date, maintenant))
            throw new ValeurException(ColonneRetour.Date, $"La date {date:dd/MM/yyyy HH:mm} n'est pas possible : {DateInscription.Remede}");
        return date;
    }

    private TypeInscription TypeOf(IReadOnlyList<string> values) => entetes.Valeur(ColonneRetour.Type, values) switch
    {
        null => TypeInscription.Principale,
        var text when Enum.TryParse<TypeInscription>(text, ignoreCase: true, out var type) && Enum.IsDefined(type) => type,
        var text => throw new ValeurException(ColonneRetour.Type,
            $"Type « {Shown(text)} » inconnu : {string.Join(", ", Enum.GetNames<TypeInscription>())}."),
    };

    // Somebody else's text, repeated in a report: short.
    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private sealed class ValeurException(ColonneRetour colonne, string message) : Exception(message)
    {
        public ColonneRetour Colonne => colonne;
    }
}
