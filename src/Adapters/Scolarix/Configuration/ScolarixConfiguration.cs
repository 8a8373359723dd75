using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Scolarix.Configuration;

/// <summary>What Scolarix brings into the configuration.</summary>
internal static class ScolarixConfiguration
{
    private static readonly CronField ScolarixCron = new("scolarix", "0 30 21 * * ?");

    extension(Sis)
    {
        public static Sis Scolarix => new("Scolarix");
    }

    extension(EtablissementDocument document)
    {
        /// <summary>Read where the system is Scolarix; null: everything by default.</summary>
        public ScolarixDocument? Scolarix => document.Section<ScolarixDocument>();
    }

    extension(EtablissementModel etablissement)
    {
        public ScolarixDocument Scolarix => etablissement.Section<ScolarixDocument>() ?? ScolarixDocument.ParDefaut;
    }

    extension(Planification planification)
    {
        /// <summary>When Scolarix's file is written, from the publication of the results on.</summary>
        public string Scolarix => planification.Cron(ScolarixCron);
    }

    public static IServiceCollection AddScolarixConfiguration(this IServiceCollection services)
    {
        services.AddSingleton(new SisProfile(Sis.Scolarix) { FollowsElsewhere = true });
        services.AddSingleton<IDocumentSection>(ScolarixSection.Instance);
        services.AddSingleton(ScolarixCron);
        foreach (var group in FormulaireScolarix.Groupes) services.AddSingleton(group);
        services.AddSingleton<IDocumentRule, RetourScolarixRule>();
        services.AddSingleton<IDocumentRule, ScolarixRule>();
        return services;
    }
}
