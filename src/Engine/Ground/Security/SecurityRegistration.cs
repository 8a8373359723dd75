using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
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
        services.AddSingleton<CredentialCheck>();
        services.AddSingleton<ApiKeySeal>();
        services.AddSingleton<IAuditSeal, AuditSeal>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<MasterKeyBook>();
        return services;
    }
}
