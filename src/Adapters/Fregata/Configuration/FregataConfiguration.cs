using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>What Fregata brings into the configuration.</summary>
internal static class FregataConfiguration
{
    private static readonly FregataOptions ParDefaut = new();

    extension(Sis)
    {
        public static Sis Fregata => new("Fregata");
    }

    extension(EtablissementDocument document)
    {
        /// <summary>Read where the system is Fregata; null: everything by default, and nobody may call.</summary>
        public FregataOptions? Fregata => document.Section<FregataOptions>();
    }

    extension(EtablissementModel etablissement)
    {
        /// <summary>With its passwords as hashes.</summary>
        public FregataOptions Fregata => etablissement.Section<FregataOptions>() ?? ParDefaut;
    }

    public static IServiceCollection AddFregataConfiguration(this IServiceCollection services)
    {
        services.AddSingleton(new SisProfile(Sis.Fregata) { ReportsAtOnce = true });
        services.AddSingleton<IDocumentSection>(FregataSection.Instance);
        services.AddSingleton<IDocumentRule, FregataRule>();
        foreach (var group in FormulaireFregata.Groupes) services.AddSingleton(group);
        services.AddSingleton(ChampsFregata.Tous);
        return services;
    }
}
