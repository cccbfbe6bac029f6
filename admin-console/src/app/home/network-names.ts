import { Injectable, computed, inject } from '@angular/core';
import { DevicesApi } from '../devices/devices-api';
import { LibrariesApi } from '../libraries/libraries-api';
import { readResource } from '../ui/read-resource';

/** The names of libraries, communes and devices, for lines that carry codes. A name not (yet) known is its code. */
@Injectable()
export class NetworkNames {
  private readonly librariesApi = inject(LibrariesApi);
  private readonly devicesApi = inject(DevicesApi);
  private readonly libraries = readResource({ stream: () => this.librariesApi.list() });
  private readonly devices = readResource({ stream: () => this.devicesApi.list() });

  private readonly libraryByCode = computed(() => {
    const items = this.libraries.hasValue() ? this.libraries.value().items : [];
    return new Map(items.map((library) => [library.code, library]));
  });
  private readonly deviceByLogin = computed(() => {
    const items = this.devices.hasValue() ? this.devices.value().items : [];
    return new Map(items.map((device) => [device.login, device.name]));
  });

  library(code: string): string {
    return this.libraryByCode().get(code)?.name ?? code;
  }

  /** Where the van goes, in the words of the driver: the commune. */
  commune(code: string): string {
    return this.libraryByCode().get(code)?.commune ?? code;
  }

  device(login: string): string {
    return this.deviceByLogin().get(login) ?? login;
  }
}
