using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>A stored formation as postings and the return flow see it.</summary>
internal static class EtatLecture
{
    public static EtatPublication Etat(this FormationRow row) => new(row.Statut, row.ParcoursupId)
    {
        Erreur = row.Erreur, Rejection = row.Rejection, Publie = row.Publie, PublieLe = row.PublieLe,
    };
}
