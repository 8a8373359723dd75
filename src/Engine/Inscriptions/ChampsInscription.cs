using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>How the sender of an enrolment calls its fields, so that what he reads names something that he knows.</summary>
internal sealed record ChampsInscription(string CodeCandidat, string Ine, string CodeFormation, string Date)
{
    private static readonly ChampsInscription Rest = new("codeCandidat", "ine", "codeFormationPsup", "dateMaj");

    public static ChampsInscription Of(EtablissementModel etablissement, InscriptionRecue ia)
    {
        if (ia.Origine != OrigineInscription.FichierScolarix) return Rest;
        var options = etablissement.Document.Scolarix?.Retour ?? new();
        return new(ColonneRetour.CodeCandidat.EnteteDe(options), ColonneRetour.Ine.EnteteDe(options), ColonneRetour.CodeFormation.EnteteDe(options), ColonneRetour.Date.EnteteDe(options));
    }
}
