using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>Where snapshots are kept.</summary>
internal sealed class InstantaneStores(Database database, RacinesDossiers racines)
    : PublicationStores(database, racines, new PartTable("scolarix_partie", "instantane", Named: false));
