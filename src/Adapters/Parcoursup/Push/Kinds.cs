using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Push;

/// <summary>The words of open lists that this room writes.</summary>
internal static class Kinds
{
    extension(Canal)
    {
        /// <summary><c>admissionCandidat</c>, pushed by Parcoursup.</summary>
        public static Canal Push => new("Push");
    }

    extension(NatureEvenement)
    {
        /// <summary>A message came that changed nothing, or too late to count.</summary>
        public static NatureEvenement Message => new("Message");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(Canal.Push)
        .AddKinds(NatureEvenement.Message);
}
