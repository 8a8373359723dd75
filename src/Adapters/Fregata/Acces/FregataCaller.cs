using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>Who calls: a technical account, and the person and the role that he acts in as far as the headers name them.</summary>
/// <param name="Uai">The UAI of the address, one of the établissement's.</param>
/// <param name="Role">The role named; null: whatever the account may do.</param>
internal sealed record FregataCaller(EtablissementModel Etablissement, string Uai, string Compte, string Utilisateur, RoleFregata? Role)
{
    /// <summary>What he did, as the audit keeps it: his account acts; the person is whom the account names.</summary>
    public EntreeAudit Acte(ActeAudit acte, string sujet) => new(acte, Etablissement.Code, sujet)
    {
        Auteur = Auteur.Courant with { Nom = NomAudit }, Details = QuiAudit,
    };

    /// <summary>The account, as the audit names it.</summary>
    public string NomAudit => $"fregata:{Etablissement.Code}:{Compte}";

    /// <summary>For whom it acts.</summary>
    public IReadOnlyList<ChampAudit> QuiAudit =>
        [new("utilisateur", null, Utilisateur), new("role", null, Role?.ToString()), new("uai", null, Uai)];

    /// <summary>The sessions of which nothing is taken any more (rule J5).</summary>
    public IReadOnlyList<CampagneClose> Closes { get; init; } = [];
}

internal static class FregataCallerExtensions
{
    public static FregataCaller Fregata(this HttpContext http) => http.Features.Get<FregataCaller>()!;
}
