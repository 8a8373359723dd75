using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Security;

public static class SecurityRegistration
{
    public static IServiceCollection AddGatewaySecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection(SecurityOptions.Section).Get<SecurityOptions>() ?? new SecurityOptions());
        services.AddSingleton<MasterKey>();
        services.AddSingleton<CertificatsSortants>();
        services.AddSingleton<ITlsSortant>(provider => provider.GetRequiredService<CertificatsSortants>());
        services.AddSingleton<IHttpMessageHandlerBuilderFilter, CertificatsSortantsFilter>();
        services.AddSingleton<AppelsSortants>();
        services.AddSingleton<IHttpMessageHandlerBuilderFilter, AppelsSortantsFilter>();
        services.AddDataProtection().SetApplicationName("parcoursup-gateway");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new DatabaseKeyRepository(provider.GetRequiredService<Database>());
            options.XmlEncryptor = new MasterKeyEncryptor(provider.GetRequiredService<MasterKey>());
        }));
        services.AddSingleton<SecretProtector>();
        services.AddSingleton<GuessBudget>();
        services.AddSingleton<HashGate>();
        services.AddSingleton<KnownAddresses>();
        services.AddSingleton<AdressesRefusees>();
        services.AddSingleton<CredentialCheck>();
        services.AddSingleton<ApiKeySeal>();
        services.AddSingleton<IAuditSeal, AuditSeal>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<ClesConnues>();
        services.AddSingleton<UsageCles>();
        services.AddSingleton<DataKeyBook>();
        services.AddSingleton<SealingSwitch>();
        services.AddSingleton<SealedRows>();
        services.AddSingleton(provider => new MasterKeyBook(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<MasterKey>(), provider.GetRequiredService<ApiKeySeal>(),
            provider.GetRequiredService<DataKeyBook>(), provider.GetRequiredService<AuditBook>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<HeldKeys>();
        services.AddSingleton(provider => new DataKeys(
            provider.GetRequiredService<HeldKeys>(), provider.GetRequiredService<SealingSwitch>()));
        services.AddSingleton<SealedTables>();
        services.AddSingleton<ITextSeal>(provider => new PersonalTexts(
            provider.GetRequiredService<SealedTables>(),
            new Lazy<HeldKeys>(provider.GetRequiredService<HeldKeys>),
            new Lazy<SealingSwitch>(provider.GetRequiredService<SealingSwitch>)));
        services.AddSingleton(provider => new FormerContent(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<DataKeys>(),
            provider.GetRequiredService<SealingSwitch>(), provider.GetServices<SealedColumn>(), provider.GetServices<IFormerRows>()));
        services.AddSingleton<Empreintes>();
        services.AddTenues(
            new TableTenue("adresse_connue", "adresses connues")
            {
                // The account's name ends with the code, or has it in its middle.
                Etablissement = "compte LIKE '%:' || @code OR compte LIKE '%:' || @code || ':%'", Cle = "compte, adresse",
                Age = "vue_le < @avant",
            },
            // Last of all that an établissement has: whoever still works on it ends before its key is gone.
            new TableTenue("cle_donnees", "clés de données") { Rang = 90 },
            new TableTenue("cle_api", "clés d'API"), TableTenue.Sans("cle_maitresse"), TableTenue.Sans("cle_protection"),
            TableTenue.Sans("cle_role"), TableTenue.Sans("cle_usage"));
        return services;
    }
}
