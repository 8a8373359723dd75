using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Inscriptions;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Scolarix calls the fields of its enrolments by the headers of its file.</summary>
internal sealed class ScolarixInscriptionNames : IInscriptionNames
{
    public ChampsInscription? FieldsOf(EtablissementModel etablissement, OrigineInscription origine)
    {
        if (origine != OrigineInscription.FichierScolarix) return null;
        var options = etablissement.Document.Scolarix?.Retour ?? new();
        return new(ColonneRetour.CodeCandidat.EnteteDe(options), ColonneRetour.Ine.EnteteDe(options),
            ColonneRetour.CodeFormation.EnteteDe(options), ColonneRetour.Date.EnteteDe(options))
        {
            LieuDeCorrection = "dans Scolarix",
        };
    }
}
