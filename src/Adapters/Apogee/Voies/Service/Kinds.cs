using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary>Enrolments told by a job of Apogée's side, by SOAP.</summary>
        public static Canal Declaration => new("Declaration");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Declaration);
}
