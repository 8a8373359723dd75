using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>What Apogée brings into the configuration.</summary>
internal static class ApogeeConfiguration
{
    private static readonly CronField FichiersCron = new("fichiers", "0 0 21 * * ?");

    extension(Sis)
    {
        public static Sis Apogee => new("Apogee");
    }

    extension(EtablissementDocument document)
    {
        public OpiDocument Opi => document.Section<OpiDocument>() ?? OpiDocument.ParDefaut;
        public ApogeeOptions? Apogee => document.Section<ApogeeOptions>();
    }

    extension(EtablissementModel etablissement)
    {
        public ApogeeOptions? Apogee => etablissement.Section<ApogeeOptions>();
    }

    extension(Planification planification)
    {
        /// <summary>When the flat OPI files are written, where OPI leave by files.</summary>
        public string Fichiers => planification.Cron(FichiersCron);
    }

    public static IServiceCollection AddApogeeConfiguration(this IServiceCollection services)
    {
        services.AddSingleton(new SisProfile(Sis.Apogee) { IsDefault = true, NeedsVet = true });
        services.AddSingleton<IDocumentSection>(OpiSection.Instance);
        services.AddSingleton<IDocumentSection>(ApogeeSection.Instance);
        services.AddSingleton(FichiersCron);
        foreach (var group in FormulaireApogee.Groupes) services.AddSingleton(group);
        services.AddSingleton<IConnectionRule, ApogeeRule>();
        services.AddSingleton<IFormationRule, VetRule>();
        services.AddSingleton<IDocumentRule, OpiAccountRule>();
        services.AddSingleton<IDocumentRule, RelaisRule>();
        services.AddSingleton<IDocumentRule, OpiAccessRule>();
        services.AddSingleton<IDocumentRule, TraitementAccountRule>();
        services.AddSingleton<IDocumentRule, FichiersRule>();
        return services;
    }
}
