using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Identity, birth and personal data.</summary>
internal static class IndividuMapping
{
    public static void Map(BlocBuilder individu, MappingContext context)
    {
        EtatCivil(individu, context);
        Naissance(individu, context);
        individu
            .Set("donneesPersonnelles.adrMailOpi", context.Corrections.Code("mail", context.Candidat.Mail, 200))
            .Set("donneesPersonnelles.numTelPorOpi", context.Corrections.Phone("telMobile", context.Candidat.TelMobile, 15));
    }

    private static void EtatCivil(BlocBuilder individu, MappingContext context)
    {
        var candidat = context.Candidat;
        var nom = context.Corrections.Name("nom", candidat.Nom, 30);
        var prenom = context.Corrections.Name("prenom", candidat.Prenom, 20);
        context.Require("nom", "Le nom", nom);
        context.Require("prenom", "Le prénom", prenom);
        individu
            .Set("etatCivil.codNneIndOpi", Ine(context))
            .Set("etatCivil.codSexEtuOpi", Sexe(context))
            .Set("etatCivil.libNomPatIndOpi", nom)
            .Set("etatCivil.libPr1IndOpi", prenom)
            .Set("etatCivil.libPr2IndOpi", context.Corrections.Name("prenom2", candidat.Prenom2, 20))
            .Set("etatCivil.libPr3IndOpi", context.Corrections.Name("prenom3", candidat.Prenom3, 20));
    }

    private static void Naissance(BlocBuilder individu, MappingContext context)
    {
        var candidat = context.Candidat;
        context.Require("dateNaissance", "La date de naissance", candidat.DateNaissance);
        var (type, code) = Lieu(context);
        individu
            .Set("donneesNaissance.dateNaiIndOpi", candidat.DateNaissance?.ToString("ddMMyyyy", CultureInfo.InvariantCulture))
            // N: the date is the real one, not an estimate.
            .Set("donneesNaissance.temDateNaiRelOpi", candidat.DateNaissance is null ? null : "N")
            .Set("donneesNaissance.codPayNat", context.Country("codePaysNationalite", candidat.CodePaysNationalite))
            .Set("donneesNaissance.codTypDepPayNai", type)
            .Set("donneesNaissance.codDepPayNai", code)
            .Set("donneesNaissance.codComNaiEtuOpi",
                type == "D" && Commune.EstFrancaise(candidat.CodeCommuneNaissance) ? candidat.CodeCommuneNaissance!.Trim()
                .ToUpperInvariant() : null)
            .Set("donneesNaissance.libVilNaiEtuOpi",
                context.Corrections.Line("libelleCommuneNaissance", candidat.LibelleCommuneNaissance, 30));
    }

    // D and a department for those born in France, P and a country for the others.
    private static (string? Type, string? Code) Lieu(MappingContext context)
    {
        var candidat = context.Candidat;
        var pays = context.Country("codePaysNaissance", candidat.CodePaysNaissance);
        if (pays is not null and not PaysApogee.France) return ("P", pays);
        var departement = DepartementApogee.Code(candidat.DepartementNaissance, candidat.CodeCommuneNaissance, context.Tables);
        if (departement is not null) return ("D", departement);
        if (pays is not null)
            context.Warn("departementNaissance",
                string.IsNullOrWhiteSpace(candidat.DepartementNaissance) ? "le département de naissance est absent et n'est pas transmis."
                    : $"le département {Cite.De(candidat.DepartementNaissance)} est inconnu et n'est pas transmis.");
        return (null, null);
    }

    private static string? Ine(MappingContext context)
    {
        var ine = Domain.Identite.Ine.Normalize(context.Candidat.Ine);
        if (ine is null || Domain.Identite.Ine.HasShape(ine)) return ine;
        // What was unreadable when it came has been told already.
        if (context.Candidat.Defauts.All(d => d.Champ != "ine"))
            context.Warn("ine", $"{Cite.De(ine)} n'a pas 11 lettres ou chiffres et n'est pas transmis.");
        return null;
    }

    private static string? Sexe(MappingContext context)
    {
        var sexe = context.Candidat.Sexe?.Trim().ToUpperInvariant();
        switch (sexe)
        {
            case null or "":
                return null;
            case "M" or "H" or "M." or "1" or "MASCULIN" or "HOMME":
                return "M";
            case "F" or "MME" or "MLLE" or "2" or "FEMININ" or "FÉMININ" or "FEMME":
                return "F";
            default:
                context.Warn("sexe", $"la valeur {Cite.De(sexe)} est inconnue et n'est pas transmise.");
                return null;
        }
    }
}
